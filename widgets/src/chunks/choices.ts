import type { Parcel } from "../chunks";
import { forms } from "../kinds/choice/forms";
import css from "../kinds/choice.css";
import { SENTENCES } from "./choices.sentences.generated";

/** A choice of any form, in the place of the one that knows lists of options alone. */
export default { kinds: { choice: forms }, sentences: SENTENCES, style: css } satisfies Parcel;
