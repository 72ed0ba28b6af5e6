package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.Fit.Estimate;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.language.NewValue;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of somebody's own scenario, fitted to access logs of the system that it describes. Laws of times are moved
 * until runs with the arrivals of the logs have the percentiles of the logs ({@link DistributionSearch}); popularities
 * of keys and the load are fitted to the logs themselves.
 */
public final class ScenarioFit {
    private static final String LOAD = "load";
    private static final double SURE = StrictMath.log(2);
    private static final int DIGITS = 3;

    private final ReplayedScenario scenario;
    private final List<Setting> settings = new ArrayList<>();

    /**
     * A setting that was fitted.
     *
     * @param path such as {@code web.service}
     * @param before what the scenario said
     * @param text what the logs say
     * @param estimates its numbers, each with the interval that holds it in 95 of 100 logs
     * @param words what else is to be said of it
     */
    public record Setting(String path, String before, String text, List<Estimate> estimates, List<String> words) {
        /** Takes the lists as they are now. */
        public Setting {
            estimates = List.copyOf(estimates);
            words = List.copyOf(words);
        }

        /** Whether the logs tell each number at least within a factor of two. */
        public boolean told() {
            return estimates.stream()
                    .allMatch(one -> StrictMath.log(one.high() / one.value()) < SURE
                            && StrictMath.log(one.value() / one.low()) < SURE);
        }

        /** All of it in lines. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (Estimate one : estimates) {
                lines.add(one.name() + " " + amount(one, one.low()) + " to " + amount(one, one.high()) + " (95 %)");
            }
            if (!told()) {
                lines.add("NOT TOLD: logs do not say this within a factor of two; fit less at once, or more logs");
            }
            lines.addAll(words);
            return lines;
        }

        private static String amount(Estimate one, double value) {
            return one.amount() ? LanguageNumbers.nanos(value, DIGITS) : LanguageNumbers.bare(value, DIGITS);
        }
    }

    private ScenarioFit(ReplayedScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Fits settings of a scenario.
     *
     * @param file the scenario
     * @param logs of open loops, that the scenario is to answer alike
     * @param paths of settings: laws of times, {@code requests.NAME.key}, {@code load}
     * @throws InvalidScenarioException if the scenario is wrong
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if one of them cannot be fitted, saying why
     */
    public static ScenarioFit of(Path file, List<MeasuredLog> logs, List<String> paths)
            throws InvalidScenarioException, IOException {
        ScenarioFit fit = new ScenarioFit(new ReplayedScenario(file));
        fit.requirePlaces(paths);
        List<String> laws = new ArrayList<>();
        for (String path : paths) {
            if (path.equals(LOAD)) {
                fit.load(logs.get(0));
            } else if (path.startsWith("requests.") && path.endsWith(".key")) {
                fit.keys(path, logs);
            } else {
                laws.add(path);
            }
        }
        if (!laws.isEmpty()) {
            fit.settings.addAll(new DistributionSearch(fit.scenario, logs, laws, fit.values()).found());
        }
        return fit;
    }

    /** Searching takes minutes: whether what is found has a place in the text is asked before. */
    private void requirePlaces(List<String> paths) {
        scenario.file()
                .textWith(paths.stream()
                        .map(path -> new NewValue(path, scenario.value(path), List.of()))
                        .toList());
    }

    /** What was fitted, the laws of times last. */
    public List<Setting> settings() {
        return List.copyOf(settings);
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        settings.stream().filter(one -> !one.path().equals(LOAD)).forEach(one -> values.put(one.path(), one.text()));
        return values;
    }

    private void load(MeasuredLog log) {
        ArrivalFit arrivals = ArrivalFit.of(log.calls().arrivedNanos());
        if (!ArrivalLoad.said(arrivals)) {
            throw new IllegalArgumentException("'load' is not fitted: requests of " + log.name() + " came "
                    + ArrivalLoad.words(arrivals).get(0));
        }
        settings.add(new Setting(
                LOAD, scenario.value(LOAD), ArrivalLoad.text(arrivals), List.of(), ArrivalLoad.words(arrivals)));
    }

    private void keys(String path, List<MeasuredLog> logs) {
        String request = path.substring("requests.".length(), path.length() - ".key".length());
        String before = scenario.value(path);
        long[] most = new long[0];
        for (MeasuredLog log : logs) {
            List<String> names = scenario.names(log.types());
            for (int type = 0; type < names.size(); type++) {
                long[] counts = log.keyCounts().get(type);
                if (names.get(type).equals(request)
                        && Arrays.stream(counts).sum() > Arrays.stream(most).sum()) {
                    most = counts;
                }
            }
        }
        if (most.length == 0) {
            throw new IllegalArgumentException("'" + path + "' is not fitted: the logs have no keys of " + request);
        }
        ZipfFit keys = ZipfFit.of(most);
        if (!keys.accepted()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not fitted: keys are not as Zipf's law has them; nearest is "
                            + keys.text() + ", and the largest difference of shares "
                            + LanguageNumbers.bare(keys.distance(), DIGITS));
        }
        settings.add(new Setting(path, before, keys.text(), List.of(), CalibrationReport.keys(keys)));
    }

    /** What runs with the arrivals of a log answer, beside what was measured then. */
    public CalibrationPrediction predict(MeasuredLog log) throws IOException {
        return CalibrationPrediction.of(scenario.with(log, values()), scenario.names(log.types()), log);
    }

    /** What was fitted, for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            lines.add(String.format(Locale.ROOT, "%-11s %s", setting.path(), setting.text()));
            setting.lines().forEach(line -> lines.add(" ".repeat(12) + line));
            lines.add(" ".repeat(12) + "the scenario said " + setting.before());
        }
        return lines;
    }

    /**
     * The scenario as it was written, with what was fitted in the places of what was there.
     *
     * @throws IllegalArgumentException if one of the settings is not written in it
     */
    public String yaml() {
        return scenario.file()
                .textWith(settings.stream()
                        .map(setting -> new NewValue(
                                setting.path(),
                                setting.text(),
                                setting.lines().stream()
                                        .map(line -> setting.path() + ": " + line)
                                        .toList()))
                        .toList());
    }
}
