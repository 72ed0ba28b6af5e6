package dev.brownout.cli;

import dev.brownout.language.overlay.Variation;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.RunResult;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that explains a violated assertion of a single variant: the largest load after an overload, else the
 * latency breakdown or traces of failed requests.
 */
final class NextCommand {
    /** Options that the commands share, each with a value. */
    private static final List<String> SHARED = List.of("--variant", "--param", "--set", "--seed", "--for", "--prices");

    private static final String LOAD = "load=";

    private final RunResult result;
    private final List<String> typed;

    /**
     * Creates the command after a run.
     *
     * @param typed the arguments of the run, the name of the command first
     */
    NextCommand(RunResult result, List<String> typed) {
        this.result = result;
        this.typed = List.copyOf(typed);
    }

    /** Returns the command line; empty if no command helps. */
    String text() {
        if (result.variants().size() != 1) {
            return "";
        }
        VariantResult variant = result.variants().get(0);
        List<SlaResult> violated = variant.evaluation().sla().values().stream()
                .filter(sla -> !sla.breaks() && sla.verdict() == SlaResult.Verdict.FAIL)
                .toList();
        if (!variant.run().complete() || violated.isEmpty()) {
            return "";
        }
        if (isOverloaded(variant) && Variation.peak(variant.run().resolved()).isPresent()) {
            return line("capacity", false) + " --vary load";
        }
        boolean slow = violated.stream().anyMatch(sla -> sla.unit().equals("ns"));
        if (slow && !typed.contains("--breakdown")) {
            return line("run", true) + " --breakdown";
        }
        boolean failed = variant.requests().get("all").failed() > 0;
        return failed && typed.stream().noneMatch(word -> word.startsWith("--trace"))
                ? line("run", true) + " --trace failed=3"
                : "";
    }

    /** Returns whether the analytical model has an overloaded station, and the run confirms its warning. */
    private static boolean isOverloaded(VariantResult variant) {
        return variant.analysis().stations().stream()
                .filter(station -> station.load() >= 1 && Double.isFinite(station.utilization()))
                .map(Station::station)
                .anyMatch(station -> variant.analysis().warnings().stream()
                        .anyMatch(warning -> warning.toString().startsWith(station + " ")));
    }

    /** Returns a command line with the scenario and the overrides of the run. */
    private String line(String command, boolean load) {
        List<String> words = new ArrayList<>(List.of(command));
        for (int i = 1; i < typed.size(); i++) {
            String word = typed.get(i);
            int equals = word.indexOf('=');
            boolean joined = word.startsWith("--") && equals > 0;
            String option = joined ? word.substring(0, equals) : word;
            boolean separate = !joined && SHARED.contains(option) && i + 1 < typed.size();
            String value = joined ? word.substring(equals + 1) : separate ? typed.get(i + 1) : "";
            boolean shared = SHARED.contains(option) && (load || !value.startsWith(LOAD) || option.equals("--param"));
            if (!word.startsWith("-") && i == scenario()) {
                words.add(word);
            } else if (shared) {
                words.add(option);
                words.add(value);
            }
            i += separate ? 1 : 0;
        }
        return new OutputTarget(null, words).repeated();
    }

    /** Returns the index of the scenario: the first word that is neither an option nor its value. */
    private int scenario() {
        for (int i = 1; i < typed.size(); i++) {
            if (!typed.get(i).startsWith("-")) {
                return i;
            }
            i += typed.get(i).contains("=") ? 0 : 1;
        }
        return -1;
    }
}
