package dev.brownout.cli;

import dev.brownout.chart.Chart;
import dev.brownout.experiment.Experiment.Outcome;
import dev.brownout.experiment.Experiment.Trial;
import dev.brownout.experiment.LargestSearch;
import dev.brownout.experiment.SmallestSearch;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.Variation;
import dev.brownout.language.Variation.Value;
import dev.brownout.wiring.ScenarioException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks for the largest load, or the smallest design, that holds every assertion. */
@Command(
        name = "capacity",
        description = "Looks for the largest load, or the smallest and cheapest design, that holds every assertion.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            ExitCode.HELD + ":found",
            ExitCode.MISSED + ":nothing that was tried holds every assertion",
            ExitCode.BAD_INPUT_LINE,
            ExitCode.INTERNAL_ERROR_LINE,
            ExitCode.INTERRUPTED + ":interrupted; finished runs are kept"
        })
final class CapacityCommand implements Callable<Integer> {
    /** Loads tried for each design at most; the confidence of a verdict is such that all of them are right together. */
    private static final int MOST_LOADS = 24;

    private static final int MOST_NODES = 32;

    private final Terminal terminal;

    @Parameters(paramLabel = "SCENARIO", description = "a file, or a name that 'brownout list' shows")
    private String scenario;

    @Option(
            names = "--vary",
            paramLabel = "PATH",
            required = true,
            description =
                    "load, alone or as load=A..B, for the largest that holds; or a setting such as web.nodes=2..16"
                            + " for the smallest; may be repeated")
    private List<String> vary = List.of();

    @Option(
            names = "--minimise",
            paramLabel = "METRIC",
            description = "which of the smallest designs is best, such as all.cost")
    private String minimise;

    @Option(
            names = "--variant",
            paramLabel = "V",
            description = "the variant that is meant; the first if none is named")
    private String wanted;

    @Option(
            names = "-n",
            paramLabel = "N",
            defaultValue = "10",
            description = "replications of each design; ${DEFAULT-VALUE}")
    private int replications;

    @Option(
            names = "--tolerance",
            paramLabel = "P",
            defaultValue = "1%",
            converter = Percent.class,
            description = "how narrow the bracket around a load is made; ${DEFAULT-VALUE}")
    private double tolerance;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where to leave charts, a table and a result of each run; what is there already is not run"
                    + " again")
    private Path out;

    @Mixin
    private ExperimentOptions options;

    CapacityCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Refusal {
        options.requireReplications(replications, 2);
        ScenarioFile file = new ScenarioFinder().checked(scenario, options.overrides());
        Variant variant = wanted == null
                ? file.variants().get(0)
                : ScenarioOptions.variants(file, List.of(wanted)).get(0);
        int assertions = variant.scenario().sla().size();
        if (assertions == 0) {
            throw new Refusal("brownout: '" + file.name() + "' asserts nothing, so any load and any design would do");
        }
        List<Variation> sizes = new ArrayList<>();
        Variation load = null;
        for (String one : vary) {
            Variation variation = options.variation(one, false);
            if (variation.path().equals(Variation.LOAD)) {
                load = variation;
            } else {
                sizes.add(
                        variation.values().isEmpty()
                                ? options.variation(variation.path() + "=1.." + MOST_NODES, true)
                                : variation);
            }
        }
        if (minimise != null && load != null) {
            throw options.misused("--minimise is for designs; with --vary load, the largest load is looked for");
        }
        if (minimise != null) {
            minimise = options.lookAt("--minimise", minimise);
        }
        terminal.warn(file.warnings());
        try (ExperimentFolder folder = ExperimentFolder.at(out, options.destination(terminal), List.of());
                Interruption interruption = Interruption.awaited()) {
            Capacity capacity = load == null ? smallest(sizes, assertions) : largest(load, sizes, assertions, variant);
            Designs designs = designs(variant, capacity, folder, interruption);
            return search(file, capacity, designs, folder);
        } catch (ScenarioException impossible) {
            throw ExperimentOptions.refused(impossible);
        }
    }

    private Designs designs(Variant variant, Capacity capacity, ExperimentFolder folder, Interruption interruption) {
        double level = 1 - (1 - options.confidence()) / capacity.tests();
        return new Designs(
                scenario,
                variant.name(),
                options,
                capacity.variations(),
                replications,
                level,
                folder,
                (design, trials, results) -> run(design, trials, results, interruption, folder));
    }

    private void run(
            String design,
            List<Trial> trials,
            Consumer<Outcome> results,
            Interruption interruption,
            ExperimentFolder folder) {
        ProgressLine progress = new ProgressLine(terminal.err(), terminal.errIsScreen(), replications, design);
        try {
            options.experiment(
                            (trial, share, events, open) -> progress.reached(trial.replication(), share, events, open),
                            interruption::asked,
                            folder.store())
                    .run(trials, results);
        } finally {
            progress.wipe();
        }
    }

    private int search(ScenarioFile file, Capacity capacity, Designs designs, ExperimentFolder folder) throws Refusal {
        boolean interrupted = false;
        try {
            capacity.search(designs);
        } catch (Designs.Interrupted ended) {
            interrupted = true;
        }
        if (!designs.tried().isEmpty()) {
            Sweep sweep = designs.sweep(file);
            CapacityText text = new CapacityText(sweep, capacity.findings(designs), options.confidence(), replications);
            List<Chart> charts = out == null ? List.of() : capacity.charts(sweep);
            List<String> written = folder.write("capacity", designs.done(), text.data(), charts);
            options.format().print(terminal.out(), text.lines(interrupted, written), text.data());
        }
        return interrupted ? ExitCode.INTERRUPTED : capacity.found() ? ExitCode.HELD : ExitCode.MISSED;
    }

    private Capacity largest(Variation load, List<Variation> sizes, int assertions, Variant variant) throws Refusal {
        Value peak = Variation.peak(variant.settings())
                .orElseThrow(() -> new Refusal("brownout: the load of '" + scenario
                        + "' has no peak to vary: recorded arrivals and mixed loads are not scaled"));
        Lattice others = new Lattice(sizes);
        int tests = MOST_LOADS * others.points().size() * assertions;
        return new LargestLoad(load, peak, others, new LargestSearch(tolerance, MOST_LOADS), tests);
    }

    private Capacity smallest(List<Variation> sizes, int assertions) throws Refusal {
        new Lattice(sizes);
        int[] counts = sizes.stream().mapToInt(v -> v.values().size()).toArray();
        boolean[] grows = new boolean[counts.length];
        for (int i = 0; i < grows.length; i++) {
            grows[i] = sizes.get(i).ordered();
        }
        SmallestSearch search = new SmallestSearch(counts, grows);
        return new SmallestDesign(sizes, search, minimise, search.mostTests() * assertions);
    }
}
