package dev.brownout.cli.text;

import dev.brownout.language.ScenarioFile;
import dev.brownout.page.Findings;
import dev.brownout.page.Part;
import dev.brownout.page.Tone;
import dev.brownout.wording.Quantity;
import java.util.List;

/**
 * What the pages of all experiments with a scenario have in common.
 *
 * @param command what finds the same again
 * @param confidence with which intervals cover the truth
 */
public record ExperimentPage(ScenarioFile file, String command, double confidence) {
    /** The page. */
    public Findings of(List<String> sentences, Tone tone, List<Part> parts, long runs) {
        return new Findings(
                file.title(),
                file.question(),
                sentences,
                tone,
                parts,
                command,
                Quantity.count(runs) + (runs == 1 ? " run" : " runs") + " · seed "
                        + file.variants().get(0).scenario().seed() + " · intervals and verdicts with "
                        + Quantity.percent(confidence) + " confidence · " + file.name() + " " + file.digest());
    }
}
