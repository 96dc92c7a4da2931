import type { Parcel } from "../chunks";
import { pendulum } from "../kinds/lab/pendulum";
import { picture } from "../kinds/lab/pictures/pendulum";
import { SENTENCES } from "./lab_pendulum.sentences.generated";

export default {
  extras: { lab_pendulum: { model: pendulum, picture } },
  sentences: SENTENCES,
} satisfies Parcel;
