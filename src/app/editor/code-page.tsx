import { lazy, Suspense, useMemo, useState } from 'react';
import type { NodeId } from '../../base/ids.ts';
import { factsOf, serviceOf, settingsOf } from '../canvas/facts.ts';
import { replay } from '../playback/playback.ts';
import { openFile, type Page, show } from '../stores/desk.ts';
import { trace, useRun } from '../stores/run.ts';
import { useScenario } from '../stores/scenario.ts';
import { Icon, Sign } from '../widgets/icon.tsx';
import './editor.css';
import { faultsOf } from './faults.ts';
import { FileTabs } from './file-tabs.tsx';
import { filesOf, putFiles } from './files.ts';

const CodeEditor = lazy(async () => ({ default: (await import('./code-editor.tsx')).CodeEditor }));

/** A function's code where the canvas was: its files in tabs, errors at their lines, and a key to run it again. */
export function CodePage({ page }: { readonly page: Extract<Page, { is: 'code' }> }) {
  const { node } = page;
  const scenario = useScenario((state) => state.scenario);
  const files = useMemo(() => filesOf(scenario, node), [scenario, node]);
  const paths = Object.keys(files);
  const [chosen, setChosen] = useState<{ readonly page: Page; readonly file: string } | null>(null);
  const file = (chosen?.page === page ? chosen.file : page.file && paths.includes(page.file) ? page.file : undefined) ?? paths[0];
  const goTo = useMemo(() => (page.line === undefined ? null : { line: page.line }), [page]);
  const faults = useFaults(node);
  const shown = faults.filter((fault) => fault.file === file);
  const own = scenario.nodes.find(({ id }) => id === node);
  const service = own && serviceOf(own.kind);

  if (!own || !service) return <p className="code-page">There is no function called {node} any more.</p>;
  return (
    <section className="code-page" aria-label={`Code of ${node}`}>
      <div className="code-head">
        <button type="button" className="quiet" onClick={() => show({ is: 'canvas' })}>
          <Icon name="back" />
          Back to the canvas
        </button>
        <span>
          <b>{node}</b> <span className="small dim">{factsOf(service.face.facts, settingsOf(own))}</span>
        </span>
        <span className="sp" />
        <button type="button" className="solid" onClick={() => void replay()} title="Ctrl Enter">
          <Sign name="play" />
          Run again
        </button>
      </div>
      <FileTabs
        node={node}
        files={files}
        chosen={file}
        onChoose={(to) => {
          setChosen({ page, file: to });
        }}
      />
      {file !== undefined && (
        <Suspense fallback={<p className="mid loading">Loading the editor…</p>}>
          <CodeEditor
            node={node}
            files={files}
            file={file}
            goTo={goTo}
            faults={faults}
            onChange={(path, text) => {
              const now = filesOf(useScenario.getState().scenario, node);
              if (Object.hasOwn(now, path) && now[path] !== text)
                putFiles(node, { ...now, [path]: text }, `edit ${path}`, `code ${node} ${path}`);
            }}
          />
        </Suspense>
      )}
      {shown.map((fault) => (
        <button type="button" className="fault-note book" key={fault.line} onClick={() => openFile(node, fault.file, fault.line)}>
          <b>Line {fault.line}</b> {fault.message}
        </button>
      ))}
    </section>
  );
}

function useFaults(node: NodeId) {
  const version = useRun((run) => (run.status === 'running' ? 0 : run.version));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the trace stands outside React; its version says when to read it
  return useMemo(() => faultsOf(trace(), node), [version, node]);
}
