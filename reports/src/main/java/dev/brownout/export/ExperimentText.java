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
 * An experiment in plain data, with the texts of all files that it reads: whoever has this program and these bytes can
 * do any of its runs. Equal ones are equal bytes.
 *
 * @param program version of the program
 * @param experiment {@code sweep}, {@code compare} or {@code replicate}
 * @param digest of all points, in hexadecimal digits
 * @param scenarios one, or two that are compared
 * @param vary what is varied; empty where nothing is
 * @param metrics numbers to look at beside the usual ones
 * @param replications of each point
 * @param confidence of intervals and verdicts, between 0 and 1
 * @param told how whoever began it wants it told; changes no run
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
        OutputOptions told) {
    /** {@code experiment.json}. */
    public static final FileFormat FORMAT = new FileFormat("experiment.json", 1);

    /**
     * A scenario, and what is changed about it at every point.
     *
     * @param called what it was asked for by
     * @param name what it is called where it has no title
     * @param source what messages call it
     * @param text as it was written
     * @param files the texts of other files that it reads, by the names that it has for them
     * @param variants those that are meant; all where none is named
     * @param changes what the command line changes
     */
    public record Scenario(
            String called,
            String name,
            String source,
            String text,
            Map<String, String> files,
            List<String> variants,
            Changes changes) {
        /** Takes the lists as they are now. */
        public Scenario {
            require(called, name, source, text, changes);
            files = Collections.unmodifiableMap(new TreeMap<>(files));
            variants = List.copyOf(variants);
        }
    }

    /**
     * Changes, as the command line makes them.
     *
     * @param params {@code NAME=VALUE} each
     * @param sets {@code PATH=VALUE} each
     * @param options options that stand for a setting
     * @param prices a price list, or none
     * @param peak what the load is scaled to; empty for as it is
     */
    public record Changes(
            List<String> params, List<String> sets, List<Option> options, List<PriceList> prices, String peak) {
        /** Takes the lists as they are now. */
        public Changes {
            require(peak);
            params = List.copyOf(params);
            sets = List.copyOf(sets);
            options = List.copyOf(options);
            prices = List.copyOf(prices);
        }
    }

    /**
     * An option that stands for a setting.
     *
     * @param name as it is typed, such as {@code --seed}
     * @param path of the setting
     * @param value as it was typed
     */
    public record Option(String name, String path, String value) {
        /** Takes no gaps. */
        public Option {
            require(name, path, value);
        }
    }

    /**
     * A price list.
     *
     * @param name what messages call it
     * @param text what it says
     */
    public record PriceList(String name, String text) {
        /** Takes no gaps. */
        public PriceList {
            require(name, text);
        }
    }

    /**
     * A setting that is varied.
     *
     * @param path with dots
     * @param values as the language writes them
     */
    public record Vary(String path, List<String> values) {
        /** Takes the list as it is now. */
        public Vary {
            require(path);
            values = List.copyOf(values);
        }
    }

    /**
     * A number to look at.
     *
     * @param called what messages call it
     * @param metric its name in the language
     */
    public record RequestedMetric(String called, String metric) {
        /** Takes no gaps. */
        public RequestedMetric {
            require(called, metric);
        }
    }

    /**
     * How an experiment is told.
     *
     * @param command what finds the same again
     * @param form on standard output
     * @param details whether all that there is to tell is told
     * @param shards into how many parts it was cut, 1 for none
     */
    public record OutputOptions(String command, String form, boolean details, int shards) {
        /** Not as a command would. */
        public static final OutputOptions NOTHING = new OutputOptions("", "text", false, 1);

        /** Takes no gaps. */
        public OutputOptions {
            require(command, form);
        }
    }

    /** Takes the lists as they are now. */
    public ExperimentText {
        require(program, experiment, digest, told);
        scenarios = List.copyOf(scenarios);
        vary = List.copyOf(vary);
        metrics = List.copyOf(metrics);
    }

    private static void require(Object... all) {
        for (Object one : all) {
            Objects.requireNonNull(one);
        }
    }

    /** The same, told otherwise. */
    public ExperimentText told(OutputOptions otherwise) {
        return new ExperimentText(
                program, experiment, digest, scenarios, vary, metrics, replications, confidence, otherwise);
    }

    /** Its form in a file. */
    public byte[] json() {
        return ResultJson.document(this, FORMAT);
    }

    /**
     * Reads one back.
     *
     * @throws NewerFormatException if it is for a newer program
     * @throws IOException if the bytes are none, or are torn
     */
    public static ExperimentText read(byte[] json) throws IOException {
        ResultVersions.number(FORMAT, "version", "", json);
        return ResultJson.plain(json, ExperimentText.class);
    }
}
