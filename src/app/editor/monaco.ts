import libs from 'virtual:editor-libs';
import * as monaco from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/features/register.all';
import 'monaco-editor/languages/definitions/javascript/register';
import 'monaco-editor/languages/definitions/typescript/register';
import 'monaco-editor/languages/features/json/register';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import {
  JsxEmit,
  javascriptDefaults,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  typescriptDefaults,
} from 'monaco-editor/languages/features/typescript/register';
import TsWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';
import { defineInkThemes } from './ink-theme.ts';

/** Monaco, set up once: three workers, Node's and Lambda's types, and a theme of ink. Loaded when code is first opened. */

self.MonacoEnvironment = {
  getWorker: (_, label) =>
    label === 'typescript' || label === 'javascript' ? new TsWorker() : label === 'json' ? new JsonWorker() : new EditorWorker(),
};

for (const defaults of [javascriptDefaults, typescriptDefaults]) {
  defaults.setCompilerOptions({
    target: ScriptTarget.ESNext,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.NodeJs,
    jsx: JsxEmit.None,
    allowJs: true,
    checkJs: true,
    strict: defaults === typescriptDefaults,
    allowNonTsExtensions: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: true,
    lib: ['esnext'],
    types: ['node', 'aws-lambda'],
    noEmit: true,
  });
  defaults.setDiagnosticsOptions({
    noSemanticValidation: false,
    noSyntaxValidation: false,
    // 7016: a module without types; 2307: a module of a layer; 80005 and 80006 are advice on style. JavaScript needs no annotations.
    diagnosticCodesToIgnore: [7016, 7006, 7031, 80005, 80006],
  });
  defaults.setExtraLibs(Object.entries(libs).map(([filePath, content]) => ({ filePath, content })));
  defaults.setEagerModelSync(true);
}

defineInkThemes(monaco);

export { monaco };
