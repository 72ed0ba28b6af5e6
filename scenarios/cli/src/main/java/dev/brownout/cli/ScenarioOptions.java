package dev.brownout.cli;

import dev.brownout.language.overlay.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that override settings of a scenario before it is run. */
final class ScenarioOptions {
    @Option(
            names = "--set",
            paramLabel = "PATH=V",
            description = "override a setting, such as web.nodes=4; may be repeated")
    private List<String> sets = List.of();

    @Option(names = "--param", paramLabel = "N=V", description = "set a parameter of the scenario; may be repeated")
    private List<String> params = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "random seed; default: from the scenario")
    private Long seed;

    @Option(names = "--for", paramLabel = "T", description = "override the run duration, such as 5m")
    private String duration;

    @Option(names = "--prices", paramLabel = "FILE", description = "price list; default: see 'brownout prices'")
    private Path prices;

    /** Scenario, variant and folder of a search, in which results select the next runs. */
    static final class SearchTarget {
        @Parameters(
                paramLabel = "SCENARIO",
                completionCandidates = ScenarioNames.class,
                description = "scenario of the library ('brownout list') or a file")
        private String scenario;

        @Option(names = "--variant", paramLabel = "V", description = "variant; default: the first")
        private String variant;

        @Option(
                names = "--out",
                paramLabel = "DIR",
                description = "write the findings, report, charts and table to this folder; finished runs are reused")
        private Path out;

        String scenario() {
            return scenario;
        }

        /** Returns the selected variant; empty for the first one. */
        List<String> variants() {
            return variant == null ? List.of() : List.of(variant);
        }

        /** Returns the output folder; {@code null} if none is given. */
        Path outputFolder() {
            return out;
        }
    }

    /** Returns the path of the price list; empty for the default one. */
    Optional<Path> prices() {
        return Optional.ofNullable(prices);
    }

    /**
     * Returns the overridden settings.
     *
     * @param more additional settings besides those on the command line
     * @throws UsageException if the price list does not exist or is invalid
     */
    Overrides overrides(String... more) throws UsageException {
        List<String> all = new ArrayList<>(sets);
        all.addAll(List.of(more));
        List<Overrides.Option> options = new ArrayList<>();
        if (seed != null) {
            options.add(new Overrides.Option("--seed", "run.seed", seed.toString()));
        }
        if (duration != null) {
            options.add(new Overrides.Option("--for", "run.duration", duration));
        }
        return new Overrides(
                params, all, options, prices == null ? Optional.empty() : Optional.of(ScenarioFinder.prices(prices)));
    }
}
