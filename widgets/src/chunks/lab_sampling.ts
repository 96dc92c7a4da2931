import type { Parcel } from "../chunks";
import { picture } from "../kinds/lab/pictures/sampling";
import { sampling } from "../kinds/lab/sampling";
import { SENTENCES } from "./lab_sampling.sentences.generated";

export default {
  extras: { lab_sampling: { model: sampling, picture } },
  sentences: SENTENCES,
} satisfies Parcel;
