/**
 * Any character that a text can hold, broken ones included; plain ones often, as in texts.
 */
import fc from 'fast-check';

/** A unit for `fc.string`; its own `binary` takes a second to be made ready. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 0, max: 0x24ff }),
    fc.integer({ min: 0, max: 0xffff }),
    fc.integer({ min: 0x1_0000, max: 0x10_ffff }),
  )
  .map((codePoint) => String.fromCodePoint(codePoint));
