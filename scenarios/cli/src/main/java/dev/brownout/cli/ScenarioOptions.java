package dev.brownout.cli;

import dev.brownout.language.overlay.Overrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

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
