/** Every chunk at once, for pages that load nothing: this demo, and the tests. */
import { register } from "../src/chunks";
import choices from "../src/chunks/choices";
import cloze from "../src/chunks/cloze";
import code from "../src/chunks/code";
import en from "../src/chunks/en";
import essay from "../src/chunks/essay";
import formula from "../src/chunks/formula";
import lab from "../src/chunks/lab";
import labLever from "../src/chunks/lab_lever";
import labPendulum from "../src/chunks/lab_pendulum";
import labSampling from "../src/chunks/lab_sampling";
import match from "../src/chunks/match";
import order from "../src/chunks/order";
import quantities from "../src/chunks/quantities";
import ru from "../src/chunks/ru";
import uz from "../src/chunks/uz";

for (const parcel of [
  uz,
  ru,
  en,
  choices,
  cloze,
  code,
  essay,
  formula,
  lab,
  labLever,
  labPendulum,
  labSampling,
  match,
  order,
  quantities,
])
  register(parcel);
