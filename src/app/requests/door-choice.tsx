import { useEffect, useId, useState } from 'react';
import { type DoorColumn, type DoorVariant, loadDoors, titleOfColumn } from './five-doors.ts';

/** The five doors; none until they are loaded. */
export function useDoors(): readonly DoorColumn[] {
  const [doors, setDoors] = useState<readonly DoorColumn[]>([]);
  useEffect(() => {
    let isOver = false;
    void loadDoors().then((loaded) => {
      if (!isOver) setDoors(loaded);
    });
    return () => {
      isOver = true;
    };
  }, []);
  return doors;
}

interface DoorChoiceProps {
  readonly doors: readonly DoorColumn[];
  /** The column of the exchange's own door; null when it is none of them. */
  readonly own: DoorVariant | null;
  readonly ownNode: string;
  /** Null stands for the exchange as it was. */
  readonly chosen: DoorVariant | null;
  readonly onChoose: (column: DoorVariant | null) => void;
}

/** Which door the exchange is read through: its own, as it was, or another, as it would be. */
export function DoorChoice({ doors, own, ownNode, chosen, onChoose }: DoorChoiceProps) {
  const group = useId();
  const choice = (title: string, column: DoorVariant | null, isOwn: boolean) => (
    <label key={title} title={isOwn ? `${ownNode}, as it was` : `${title}, as it would be`}>
      <input type="radio" name={group} checked={chosen === column} onChange={() => onChoose(column)} />
      <span className={isOwn ? 'was' : undefined}>{title}</span>
    </label>
  );
  return (
    <fieldset className="rq-choice">
      <legend>Same request through</legend>
      <div>
        {own === null && choice(ownNode, null, true)}
        {doors.map(({ column }) => choice(titleOfColumn(column), column === own ? null : column, column === own))}
      </div>
    </fieldset>
  );
}
