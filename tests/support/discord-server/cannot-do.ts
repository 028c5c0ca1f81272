/**
 * What a person cannot do, since their client would not let them: the story asks for the impossible, and the test fails with why.
 */
export class CannotDo extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'CannotDo';
  }
}
