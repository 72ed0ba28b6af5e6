package dev.brownout.importing.check;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.ImportResult;
import dev.brownout.importing.system.ImportedSystem.Header;
import dev.brownout.importing.system.ScenarioWriter;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.PredictResult;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Check of an imported scenario by running it. Each prediction of the scenario, which is a figure of the source, is
 * compared with the runs. A scenario without predictions must run without failures and reach each component.
 */
public final class ImportCheck {
    private static final String ALL = "all";
    private static final String UTILIZATION = "utilization";
    private static final int MAX_NAMED = 5;

    /** Maximum share of failed requests of a scenario without figures and faults. */
    private static final double MAX_FAILED = 0.01;

    private final CheckRuns runs;
    private final boolean guessed;
    private final List<ComparedFigure> figures;

    /**
     * Runs a scenario.
     *
     * @throws InvalidScenarioException if it is invalid
     */
    private ImportCheck(String scenario) throws InvalidScenarioException {
        this.runs = CheckRuns.of(scenario);
        this.guessed = scenario.contains(Header.GUESSES);
        this.figures = new ArrayList<>();
        for (String name : runs.results().get(0).evaluation().predict().keySet()) {
            List<PredictResult> measured = runs.results().stream()
                    .map(result -> result.evaluation().predict().get(name))
                    .toList();
            figures.add(ComparedFigure.of(name, measured));
        }
    }

    /**
     * Returns an import with the outcome of its check: the first of the scenario and its alternatives that agrees with
     * the source, else the nearest one. The outcome is at the top of the scenario and of the summary, and the summary
     * has the table of all figures.
     *
     * @throws InvalidScenarioException if a scenario is invalid
     */
    public static ImportResult checked(ImportResult imported) throws InvalidScenarioException {
        ImportResult nearest = imported;
        ImportCheck check = new ImportCheck(imported.scenario());
        for (ImportResult alternative : imported.alternatives()) {
            if (check.agrees()) {
                break;
            }
            ImportCheck other = new ImportCheck(alternative.scenario());
            if (other.worst() < check.worst()) {
                nearest = alternative;
                check = other;
            }
        }
        String verdict = check.verdict();
        List<String> summary = new ArrayList<>();
        if (!check.agrees()) {
            summary.add(verdict);
        }
        summary.addAll(nearest.summary());
        summary.addAll(check.lines(verdict));
        return new ImportResult(ScenarioWriter.withRemark(nearest.scenario(), verdict), summary);
    }

    private boolean agrees() {
        return figures.isEmpty() ? problems().isEmpty() : figures.stream().allMatch(ComparedFigure::agrees);
    }

    private double worst() {
        return figures.stream().mapToDouble(ComparedFigure::excess).max().orElse(0);
    }

    private String verdict() {
        int number = runs.results().size();
        String many = number + (number == 1 ? " run of " : " runs of ") + QuantityFormat.nanos(runs.durationNanos())
                + " with "
                + QuantityFormat.count(runs.requests()) + " requests"
                + (runs.shortened() > 1 ? ", the load shortened " + runs.shortened() + " times" : "");
        if (figures.isEmpty()) {
            return withoutFigures(many);
        }
        List<ComparedFigure> separate = figures.stream()
                .filter(figure -> !figure.agrees())
                .sorted(Comparator.comparingDouble(figure -> -figure.excess()))
                .toList();
        if (separate.isEmpty()) {
            return "Checked by " + many + ": all " + figures.size() + " figures under 'predict' agree with the source.";
        }
        List<String> named = separate.stream()
                .limit(MAX_NAMED)
                .map(figure -> figure.name() + " is " + figure.read() + " in the source and " + figure.simulated()
                        + " in the runs")
                .toList();
        return "DOES NOT AGREE WITH ITS SOURCE: " + separate.size() + " of " + figures.size() + " figures differ in "
                + many + ": " + String.join("; ", named);
    }

    private String withoutFigures(String many) {
        List<String> problems = problems();
        if (runs.requests() == 0) {
            return "Not checked: " + many + ", as the load of the source is so low or so short";
        }
        if (problems.isEmpty()) {
            return "Checked by " + many + ": every component is reached, " + failures() + ", " + busiest();
        }
        boolean onlyGuesses = guessed && problems.equals(List.of(failures()));
        return onlyGuesses
                ? "FAILS AT ITS GUESSES in " + many + ": " + failures() + "; the load and the service times are"
                        + " guesses: replace them by measured values"
                : "CHECK FAILED in " + many + ": " + String.join("; ", problems);
    }

    /** Returns the table of the figures, or the outcome of a check without figures. */
    private List<String> lines(String verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict);
        if (figures.isEmpty()) {
            return lines;
        }
        int width = figures.stream()
                .mapToInt(figure -> figure.name().length())
                .max()
                .orElse(0);
        String row = "  %-" + Math.max(width, "figure".length()) + "s  %10s  %10s  %s";
        lines.add(String.format(Locale.ROOT, row, "figure", "read", "run", "difference"));
        for (ComparedFigure figure : figures) {
            lines.add(String.format(
                    Locale.ROOT,
                    row + "%s",
                    figure.name(),
                    figure.read(),
                    figure.simulated(),
                    figure.difference(),
                    figure.agrees() ? "" : "  DIFFERS"));
        }
        return lines;
    }

    /** Returns the reasons for which a scenario without figures is not plausible. */
    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (runs.requests() == 0) {
            return problems;
        }
        RequestResult all = runs.results().get(0).requests().get(ALL);
        if (all != null && !runs.hasFaults() && 1 - all.availability() > MAX_FAILED) {
            problems.add(failures());
        }
        Set<String> unreached = new TreeSet<>();
        runs.results().get(0).components().forEach((name, component) -> {
            // The results count no lookups of a name server with constant answers.
            if (component.ofTier() && !component.kind().equals("dns")) {
                unreached.add(name);
            }
        });
        for (VariantResult result : runs.results()) {
            result.edges().stream()
                    .filter(edge -> edge.sent() > 0)
                    .map(EdgeResult::callee)
                    .forEach(unreached::remove);
            unreached.removeIf(name -> {
                ComponentResult component = result.components().get(name);
                return component.latency() != null && component.latency().count() > 0;
            });
        }
        if (!unreached.isEmpty()) {
            problems.add("no call reaches " + String.join(", ", unreached));
        }
        return problems;
    }

    /** Returns the share of failed requests of the first run with the most frequent cause, as text. */
    private String failures() {
        RequestResult all = runs.results().get(0).requests().get(ALL);
        if (all == null || all.failed() == 0) {
            return "no request fails";
        }
        String cause = all.causes().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most ->
                        ", most of them " + most.getKey().replace("@", " at ").replace('_', ' '))
                .orElse("");
        return QuantityFormat.percent(1 - all.availability()) + " of the requests fail" + cause;
    }

    /** Returns the component with the highest utilization, as text. */
    private String busiest() {
        String name = "";
        double most = -1;
        for (Map.Entry<String, ComponentResult> component :
                runs.results().get(0).components().entrySet()) {
            ComponentResult.Measure utilization =
                    component.getValue().measures().get(UTILIZATION);
            if (utilization != null && utilization.value() > most) {
                most = utilization.value();
                name = component.getKey();
            }
        }
        return name.isEmpty()
                ? "no component has cores"
                : "the busiest is " + name + " at " + QuantityFormat.percent(most);
    }
}
