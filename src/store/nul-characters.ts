/**
 * The NUL character, which PostgreSQL's text cannot hold and SQLite's text ends at: on both, it is stored and looked for as
 * U+FFFD. Records are JSON, where it is written `\u0000` and comes back whole; this is for ids and other bare text.
 */
import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type RootOperationNode,
  type ValueNode,
} from 'kysely';

const NUL = '\u0000';

class NulTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: withoutNul(node.value) };
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return node.values.some(hasNul) ? { ...node, values: node.values.map(withoutNul) } : node;
  }
}

function hasNul(value: unknown): boolean {
  return typeof value === 'string' && value.includes(NUL);
}

function withoutNul<Value>(value: Value): Value | string {
  return typeof value === 'string' ? value.replaceAll(NUL, '\uFFFD') : value;
}

export function replaceNulCharacters(): KyselyPlugin {
  const transformer = new NulTransformer();
  return {
    transformQuery: ({ node, queryId }): RootOperationNode => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}
