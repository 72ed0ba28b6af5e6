package dev.brownout.page;

import dev.brownout.language.overlay.Overrides;
import dev.brownout.translation.TextLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Choices of a run, as the options of the command have them.
 *
 * @param seed random seed; empty for that of the scenario
 * @param variants names of the variants to run; empty for all
 * @param sets settings to override, such as {@code web.nodes=4}
 * @param language language of the report and of the texts of charts
 */
public record RunRequest(String seed, List<String> variants, List<String> sets, TextLanguage language) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:=,@%+-]+");

    /** Copies the lists. */
    public RunRequest {
        variants = List.copyOf(variants);
        sets = List.copyOf(sets);
    }

    /** Creates the choices of a run with texts in English. */
    public RunRequest(String seed, List<String> variants, List<String> sets) {
        this(seed, variants, sets, TextLanguage.en);
    }

    /** Returns the overridden settings. */
    public Overrides overrides() {
        List<Overrides.Option> options =
                seed.isBlank() ? List.of() : List.of(new Overrides.Option("--seed", "run.seed", seed.strip()));
        return new Overrides(List.of(), sets, options);
    }

    /** Returns the command line that makes the same run. */
    public String command(String scenario) {
        List<String> words = new ArrayList<>(List.of("brownout", "run", scenario));
        variants.forEach(variant -> words.addAll(List.of("--variant", variant)));
        sets.forEach(set -> words.addAll(List.of("--set", set)));
        if (!seed.isBlank()) {
            words.addAll(List.of("--seed", seed.strip()));
        }
        return String.join(" ", words.stream().map(RunRequest::quote).toList());
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
