import { useReactFlow } from '@xyflow/react';
import { useDesk } from '../stores/desk.ts';
import { useScenario } from '../stores/scenario.ts';
import { undo } from '../stores/undo.ts';
import { Icon } from '../widgets/icon.tsx';
import { moveNodes } from './edit.ts';
import { wholeFigure } from './in-sight.ts';
import type { CanvasNode } from './node-forms.tsx';
import type { Sized } from './tidy-layout.ts';

interface ToolsProps {
  readonly hasMap: boolean;
  readonly onMap: () => void;
}

/** Small tools of the canvas: undo, redo, tidy, fit, map. */
export function Tools({ hasMap, onMap }: ToolsProps) {
  const canUndo = useScenario((state) => state.past.length > 0);
  const canRedo = useScenario((state) => state.future.length > 0);
  const flow = useReactFlow<CanvasNode>();

  async function tidy(): Promise<void> {
    const { tidyLayout } = await import('./tidy-layout.ts');
    const sizes = new Map<string, Sized>(
      flow
        .getNodes()
        .map(({ id, measured, data }) => [
          id,
          { width: measured?.width ?? 180, height: measured?.height ?? 120, form: data.service.face.form },
        ]),
    );
    moveNodes(await tidyLayout(useScenario.getState().scenario, sizes));
    setTimeout(() => void flow.fitView(wholeFigure()), 50);
  }

  return (
    <div className="tools" role="toolbar" aria-label="Canvas tools">
      <Tool name="undo" says="Undo" keys="Ctrl Z" isOff={!canUndo} onPress={() => undo('undo')} />
      <Tool name="redo" says="Redo" keys="Ctrl Shift Z" isOff={!canRedo} onPress={() => undo('redo')} />
      <Tool name="tidy" says="Tidy the canvas" onPress={() => void tidy()} />
      <Tool name="fit" says="Show everything" onPress={() => void flow.fitView(wholeFigure())} />
      <Tool name="plus" says="Zoom in" onPress={() => void flow.zoomIn()} />
      <Tool name="minus" says="Zoom out" onPress={() => void flow.zoomOut()} />
      <span className="only-narrow">
        <Tool name="page" says="About this scenario" onPress={() => useDesk.setState({ noteOpen: true })} />
      </span>
      <Tool name="map" says={hasMap ? 'Hide the map' : 'Show the map'} onPress={onMap} />
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly says: string;
  readonly keys?: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}

function Tool({ name, says, keys, isOff = false, onPress }: ToolProps) {
  return (
    <button type="button" aria-label={says} title={keys ? `${says}  ${keys}` : says} disabled={isOff} onClick={onPress}>
      <Icon name={name} />
    </button>
  );
}
