package dev.brownout.importing.system;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * System that an importer derives from its input, in the terms of the scenario language.
 *
 * @param header description of the import
 * @param settings duration of the run, load and network
 * @param notes comments on all components
 * @param requests request types, with rate or share, key, size, timeout, and a path if there are no steps
 */
public record ImportedSystem(
        Header header,
        ImportedSettings settings,
        List<ImportedComponent> components,
        List<String> notes,
        List<ImportedActivity> requests,
        Measurements measurements,
        Gaps gaps) {
    /** Copies the lists. */
    public ImportedSystem {
        components = List.copyOf(components);
        notes = List.copyOf(notes);
        requests = List.copyOf(requests);
    }

    /** Creates a system without notes and measurements. */
    public ImportedSystem(
            Header header,
            ImportedSettings settings,
            List<ImportedComponent> components,
            List<ImportedActivity> requests,
            Gaps gaps) {
        this(header, settings, components, List.of(), requests, new Measurements(List.of(), "", List.of()), gaps);
    }

    /**
     * Description of an import.
     *
     * @param command command that makes it, such as {@code import log}
     * @param files names of the files
     * @param remark further comment on the whole scenario
     * @param title title of the scenario, as a YAML value
     */
    public record Header(String command, String files, String remark, String title) {
        /** Remark on a scenario with guesses. */
        public static final String GUESSES =
                "Unknown settings are guesses and marked as such: replace them by your values.";

        private static final int MAX_FILES = 3;
        private static final int MAX_TITLE = 150;

        /** Returns the names of the first files, and the number of the others. */
        public static String files(List<String> names) {
            int listed = Math.min(MAX_FILES, names.size());
            return String.join(", ", names.subList(0, listed))
                    + (names.size() > listed ? " and " + (names.size() - listed) + " more" : "");
        }

        /**
         * Returns a title with the names of the files, or with the kind of the source if that title is too long.
         *
         * @param source such as {@code an access log}
         */
        public static String title(String files, String source) {
            String title = "What " + files + " tells";
            return ImportedSettings.quote(title.length() > MAX_TITLE ? "What " + source + " tells" : title);
        }

        /** Returns a time in UTC, in whole seconds. {@code micros} is the time since 1970 in microseconds. */
        public static String time(long micros) {
            return Instant.EPOCH
                    .plus(micros, ChronoUnit.MICROS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
        }
    }

    /**
     * Measured results, which a run of the scenario must reproduce.
     *
     * @param remark description of the percentiles and figures
     * @param percentiles percentiles and means of response times
     * @param figures other measured results
     */
    public record Measurements(
            List<FailureRate> failures,
            String remark,
            List<MeasuredPercentile> percentiles,
            List<MeasuredFigure> figures) {
        /** Copies the lists. */
        public Measurements {
            failures = List.copyOf(failures);
            percentiles = List.copyOf(percentiles);
            figures = List.copyOf(figures);
        }

        /** Creates measurements of response times only. */
        public Measurements(List<FailureRate> failures, String remark, List<MeasuredPercentile> percentiles) {
            this(failures, remark, percentiles, List.of());
        }
    }

    /**
     * Measured result other than a response time.
     *
     * @param subject request type or component
     * @param metric metric of the scenario language, such as {@code availability}
     * @param value measured value in the notation of the scenario language
     * @param tolerance permitted deviation of a run, such as {@code 10%}
     * @param origin description of the measurement; may be empty
     */
    public record MeasuredFigure(String subject, String metric, String value, String tolerance, String origin) {}

    /**
     * Failed calls of a component.
     *
     * @param percent share of all calls in %
     * @param name name of the fault
     */
    public record FailureRate(String component, double percent, String name, String origin) {}

    /**
     * Percentile or mean of the response times of a request type.
     *
     * @param statistic such as {@code p99} or {@code mean}
     * @param nanos measured value in ns; 0 if it is less than the resolution of the source, and is not written
     * @param tolerance permitted deviation of a run, such as {@code 10%}
     * @param origin description of the measurement; may be empty
     */
    public record MeasuredPercentile(String request, String statistic, double nanos, String tolerance, String origin) {}

    /**
     * Information that the source does not contain, or that the scenario leaves out.
     *
     * @param kind heading of the list, such as "unknown from the log"
     * @param sentences one for each gap; a gap with a known position in a file begins with it
     */
    public record Gaps(String kind, List<String> sentences) {
        /** Kind of the gaps of configuration files. */
        public static final String LEFT_OUT = "unknown or left out";

        /** Copies the list. */
        public Gaps {
            sentences = List.copyOf(sentences);
        }
    }
}
