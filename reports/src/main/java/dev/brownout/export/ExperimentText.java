package dev.brownout.export;

import dev.brownout.io.FileFormat;
import dev.brownout.io.NewerFormatException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Description of an experiment as plain data, with the texts of all files that it reads. It suffices to execute any run
 * of the experiment with the same program. Equal descriptions yield equal bytes.
 *
 * @param program version of the program
 * @param experiment {@code sweep}, {@code compare} or {@code replicate}
 * @param digest digest of all points, in hexadecimal digits
 * @param scenarios one scenario, or two that are compared
 * @param vary varied settings; may be empty
 * @param metrics additional metrics
 * @param replications number of replications of each point
 * @param confidence confidence level of intervals and verdicts, between 0 and 1
 * @param options output options of the initial command; they affect no run
 */
public record ExperimentText(
        String program,
        String experiment,
        String digest,
        List<Scenario> scenarios,
        List<Vary> vary,
        List<RequestedMetric> metrics,
        int replications,
        double confidence,
        OutputOptions options) {
    /** File format of {@code experiment.json}. */
    public static final FileFormat FORMAT = new FileFormat("experiment.json", 1);

    /**
     * A scenario with the changes to it at every point.
     *
     * @param called name by which the user requested the scenario
     * @param name name of the scenario if it has no title
     * @param source name of the source in messages
     * @param text text of the scenario
     * @param files texts of the other files that it reads, by the names used in the scenario
     * @param variants selected variants; all if empty
     * @param changes changes from the command line
     */
    public record Scenario(
            String called,
            String name,
            String source,
            String text,
            Map<String, String> files,
            List<String> variants,
            Changes changes) {
        /** Checks for missing values and copies the collections. */
        public Scenario {
            require(called, name, source, text, changes);
            files = Collections.unmodifiableMap(new TreeMap<>(files));
            variants = List.copyOf(variants);
        }
    }

    /**
     * Changes from the command line.
     *
     * @param params parameters as {@code NAME=VALUE}
     * @param sets settings as {@code PATH=VALUE}
     * @param options options that are shorthands for a setting
     * @param prices a price list, or none
     * @param peak peak to which the load is scaled; empty for no scaling
     */
    public record Changes(
            List<String> params, List<String> sets, List<Option> options, List<PriceList> prices, String peak) {
        /** Checks for a missing value and copies the lists. */
        public Changes {
            require(peak);
            params = List.copyOf(params);
            sets = List.copyOf(sets);
            options = List.copyOf(options);
            prices = List.copyOf(prices);
        }
    }

    /**
     * An option that is a shorthand for a setting.
     *
     * @param name option as typed, such as {@code --seed}
     * @param path path of the setting
     * @param value value as typed
     */
    public record Option(String name, String path, String value) {
        /** Checks for missing values. */
        public Option {
            require(name, path, value);
        }
    }

    /**
     * A price list.
     *
     * @param name name of the list in messages
     * @param text content of the list
     */
    public record PriceList(String name, String text) {
        /** Checks for missing values. */
        public PriceList {
            require(name, text);
        }
    }

    /**
     * A varied setting.
     *
     * @param path path of the setting, with dots
     * @param values values as written in the scenario language
     */
    public record Vary(String path, List<String> values) {
        /** Checks for a missing value and copies the list. */
        public Vary {
            require(path);
            values = List.copyOf(values);
        }
    }

    /**
     * An additional metric.
     *
     * @param called name of the metric in messages
     * @param metric name of the metric in the scenario language
     */
    public record RequestedMetric(String called, String metric) {
        /** Checks for missing values. */
        public RequestedMetric {
            require(called, metric);
        }
    }

    /**
     * Output options of an experiment.
     *
     * @param command command that reproduces the experiment
     * @param form format on standard output
     * @param details whether to print all details
     * @param shards number of shards of the experiment, 1 for no sharding
     */
    public record OutputOptions(String command, String form, boolean details, int shards) {
        /** Default options of an experiment that no command started. */
        public static final OutputOptions NOTHING = new OutputOptions("", "text", false, 1);

        /** Checks for missing values. */
        public OutputOptions {
            require(command, form);
        }
    }

    /** Checks for missing values and copies the lists. */
    public ExperimentText {
        require(program, experiment, digest, options);
        scenarios = List.copyOf(scenarios);
        vary = List.copyOf(vary);
        metrics = List.copyOf(metrics);
    }

    private static void require(Object... all) {
        for (Object one : all) {
            Objects.requireNonNull(one);
        }
    }

    /** Returns the description with other output options. */
    public ExperimentText withOptions(OutputOptions otherwise) {
        return new ExperimentText(
                program, experiment, digest, scenarios, vary, metrics, replications, confidence, otherwise);
    }

    /** Returns the description as JSON. */
    public byte[] json() {
        return ResultJson.document(this, FORMAT);
    }

    /**
     * Reads a description.
     *
     * @throws NewerFormatException if the description requires a newer program
     * @throws IOException if the bytes are malformed or truncated
     */
    public static ExperimentText read(byte[] json) throws IOException {
        JsonVersion.check(FORMAT, "version", json);
        return ResultJsonReader.plain(json, ExperimentText.class);
    }
}
