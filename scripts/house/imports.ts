import { type ESTree, parseSync, Visitor } from 'vite';

export interface Import {
  /** What is imported as written; null where it is computed at run time. */
  name: string | null;
  /** 1-based line of the import. */
  line: number;
  /** True when nothing of it exists at run time. */
  typeOnly: boolean;
}

/**
 * Every import of a module: static, re-exports, `import()`, `import('…')` types and `require()`, also one made by
 * `createRequire`. Uses Vite's own parser, which reads TypeScript without the compiler. Throws when the text does
 * not parse, so that a file is never passed over in silence.
 */
export function importsOf(path: string, text: string): Import[] {
  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);

  const found: Import[] = [];
  const add = (start: number, name: string | null, typeOnly: boolean) => {
    found.push({ name, typeOnly, line: text.slice(0, start).split('\n').length });
  };
  const requires = requireNames(program);
  new Visitor({
    ImportDeclaration(node) {
      const named = node.specifiers;
      const typesOnly =
        named.length > 0 && named.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type');
      add(node.start, node.source.value, node.importKind === 'type' || typesOnly);
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.start, node.source.value, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.start, node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      add(node.start, literal(node.source), false);
    },
    TSImportType(node) {
      add(node.start, literal(node.source), true);
    },
    CallExpression(node) {
      const [first] = node.arguments;
      if (first && node.callee.type === 'Identifier' && requires.has(node.callee.name)) {
        add(node.start, literal(first), false);
      }
    },
  }).visit(program);
  return found;
}

/** The names that stand for `require` in a module. */
function requireNames(program: ESTree.Program): Set<string> {
  const makers = new Set<string>();
  const names = new Set(['require']);
  new Visitor({
    ImportSpecifier(node) {
      if (node.imported.type === 'Identifier' && node.imported.name === 'createRequire')
        makers.add(node.local.name);
    },
    VariableDeclarator({ id, init }) {
      if (id.type !== 'Identifier' || init?.type !== 'CallExpression') return;
      if (init.callee.type === 'Identifier' && makers.has(init.callee.name)) names.add(id.name);
    },
  }).visit(program);
  return names;
}

/** The text of a string; minifiers write plain strings as templates. */
function literal(node: ESTree.Expression | ESTree.TSType | ESTree.SpreadElement): string | null {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? null;
  return null;
}
