import { useEffect, useRef } from 'react';
import type { NodeId } from '../../base/ids.ts';
import { useDesk } from '../stores/desk.ts';
import { closeStep } from '../stores/scenario.ts';
import { zoomNow } from '../widgets/zoom.ts';
import type { Fault } from './faults.ts';
import { type Files, languageOf } from './files.ts';
import { monaco } from './monaco.ts';

interface CodeEditorProps {
  readonly node: NodeId;
  readonly files: Files;
  readonly file: string;
  /** Goes to this line, once for each object. */
  readonly goTo: { readonly line: number } | null;
  readonly faults: readonly Fault[];
  readonly onChange: (file: string, text: string) => void;
}

const uriOf = (node: NodeId, file: string) => monaco.Uri.parse(`file:///${node}/${file}`);

const sizes = () => ({ fontSize: 16 * zoomNow(), lineHeight: 26 * zoomNow() });

/** Monaco over one function's files: every file has its model, so that imports between them are known. */
export function CodeEditor({ node, files, file, goTo, faults, onChange }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef(onChange);
  latest.current = onChange;
  const theme = useDesk((desk) => desk.theme);
  const isProjected = useDesk((desk) => desk.isProjected);

  useEffect(() => {
    const made = monaco.editor.create(host.current!, {
      model: null,
      automaticLayout: true,
      fontFamily: '"Atkinson Hyperlegible Mono Variable", monospace',
      ...sizes(),
      minimap: { enabled: false },
      scrollBeyondLastLine: false,
      renderLineHighlight: 'none',
      renderFinalNewline: 'on',
      lineNumbersMinChars: 3,
      folding: false,
      glyphMargin: false,
      overviewRulerLanes: 0,
      bracketPairColorization: { enabled: false },
      stickyScroll: { enabled: false },
      tabSize: 2,
      fixedOverflowWidgets: true,
      padding: { top: 6 },
      accessibilitySupport: 'auto',
      ariaLabel: 'Code',
    });
    editor.current = made;
    const blur = made.onDidBlurEditorWidget(closeStep);
    void document.fonts.ready.then(() => monaco.editor.remeasureFonts());
    return () => {
      blur.dispose();
      made.dispose();
      editor.current = null;
      for (const model of monaco.editor.getModels()) model.dispose();
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: type is then larger
  useEffect(() => editor.current?.updateOptions(sizes()), [isProjected]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the desk's theme may mean the system's
  useEffect(() => monaco.editor.setTheme(document.documentElement.dataset['theme'] === 'dark' ? 'ink-dark' : 'ink-light'), [theme]);

  useEffect(() => {
    for (const [path, text] of Object.entries(files)) {
      const model = monaco.editor.getModel(uriOf(node, path));
      if (!model) {
        const made = monaco.editor.createModel(text, languageOf(path), uriOf(node, path));
        made.onDidChangeContent(() => latest.current(path, made.getValue()));
      } else if (model.getValue() !== text) model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
    }
    for (const model of monaco.editor.getModels()) {
      const path = model.uri.path.slice(node.length + 2);
      if (!model.uri.path.startsWith(`/${node}/`) || !Object.hasOwn(files, path)) model.dispose();
    }
  }, [node, files]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the model exists once the files are known
  useEffect(() => {
    const model = monaco.editor.getModel(uriOf(node, file));
    if (editor.current && model && editor.current.getModel() !== model) editor.current.setModel(model);
  }, [node, file, files]);

  useEffect(() => {
    if (!goTo || !editor.current) return;
    editor.current.revealLineInCenter(goTo.line);
    editor.current.setPosition({ lineNumber: goTo.line, column: 1 });
    editor.current.focus();
  }, [goTo]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new file may have faults already
  useEffect(() => {
    for (const model of monaco.editor.getModels()) {
      const path = model.uri.path.slice(node.length + 2);
      const own = faults.filter((fault) => fault.file === path && fault.line <= model.getLineCount());
      monaco.editor.setModelMarkers(
        model,
        'run',
        own.map(({ line, column, message }) => ({
          severity: monaco.MarkerSeverity.Error,
          message,
          startLineNumber: line,
          startColumn: column,
          endLineNumber: line,
          endColumn: model.getLineMaxColumn(line),
        })),
      );
    }
    const shown = faults.filter((fault) => fault.file === file);
    const marks = editor.current?.createDecorationsCollection(
      shown.map(({ line }) => ({
        range: new monaco.Range(line, 1, line, 1),
        options: { isWholeLine: true, className: 'fault-line', lineNumberClassName: 'fault-number' },
      })),
    );
    return () => marks?.clear();
  }, [faults, file, node, files]);

  return <div className="code-host" ref={host} />;
}
