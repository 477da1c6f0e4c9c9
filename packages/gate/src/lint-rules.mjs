// The rules of this house that no plugin has.

const kebabCase = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

const kebabCaseFile = {
  meta: { type: 'suggestion', schema: [], messages: { name: 'Files are named in kebab-case: {{ file }}.' } },
  create: (context) => ({
    Program: (node) => {
      const file = context.filename.replace(/.*[\\/]/, '');
      if (!kebabCase.test(file)) context.report({ node, messageId: 'name', data: { file } });
    },
  }),
};

const noDefaultExport = {
  meta: { type: 'suggestion', schema: [], messages: { named: 'Exports have names: one thing, one name, everywhere.' } },
  create: (context) => ({
    ExportDefaultDeclaration: (node) => context.report({ node, messageId: 'named' }),
  }),
};

const isConst = ({ type, typeName }) => type === 'TSTypeReference' && typeName.name === 'const';

const assertionSaysWhy = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      why: 'A type assertion switches the compiler off: do without, or say why in a comment on this line or the one above.',
    },
  },
  create: (context) => {
    const { sourceCode } = context;
    const commented = (line) =>
      sourceCode.getAllComments().some(({ loc }) => loc.end.line === line || loc.end.line === line - 1);
    const check = (node) => {
      if (isConst(node.typeAnnotation)) return;
      if (!commented(node.loc.start.line) && !commented(node.loc.end.line)) context.report({ node, messageId: 'why' });
    };
    return { TSAsExpression: check, TSTypeAssertion: check };
  },
};

export const casebook = {
  rules: {
    'kebab-case-file': kebabCaseFile,
    'no-default-export': noDefaultExport,
    'assertion-says-why': assertionSaysWhy,
  },
};
