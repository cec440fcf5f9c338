import { dismissRefusal, useScenario } from '../stores/scenario.ts';

/** Why a link or a file could not be opened; what was open before is still there. */
export function Refusal() {
  const refused = useScenario((state) => state.refused);
  if (!refused) return null;
  return (
    <div className="refusal" role="alert">
      <p>
        {refused.problem}
        {refused.path && <span className="data"> ({refused.path})</span>} Your own work is untouched.
      </p>
      <button type="button" className="quiet u" onClick={dismissRefusal}>
        Close
      </button>
    </div>
  );
}
