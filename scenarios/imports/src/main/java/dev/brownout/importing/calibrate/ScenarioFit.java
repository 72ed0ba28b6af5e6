package dev.brownout.importing.calibrate;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.Fit.Estimate;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.importing.loadtest.MeasuredSummary;
import dev.brownout.language.NewValue;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.sentence.InvalidValueException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fit of settings of the user's own scenario to access logs of the modelled system. Time distributions are adjusted
 * until runs under the loads of the logs reproduce their percentiles ({@link DistributionSearch}). Key distributions
 * and the load are fitted to the logs directly.
 */
public final class ScenarioFit {
    private static final String LOAD = "load";
    private static final double MAX_LOG_ERROR = ElementaryFunctions.log(2);
    private static final int DIGITS = 3;

    private final ReplayedScenario scenario;
    private final List<Setting> settings = new ArrayList<>();

    /**
     * Fitted setting.
     *
     * @param path path of the setting, such as {@code web.service}
     * @param before value in the scenario
     * @param text fitted value
     * @param estimates parameters of the fitted value, each with its 95 % confidence interval
     * @param words further remarks
     */
    public record Setting(String path, String before, String text, List<Estimate> estimates, List<String> words) {
        /** Copies the lists. */
        public Setting {
            estimates = List.copyOf(estimates);
            words = List.copyOf(words);
        }

        /** Returns whether the confidence interval of each parameter is within a factor of two of its value. */
        public boolean isPrecise() {
            return estimates.stream()
                    .allMatch(estimate -> ElementaryFunctions.log(estimate.high() / estimate.value()) < MAX_LOG_ERROR
                            && ElementaryFunctions.log(estimate.value() / estimate.low()) < MAX_LOG_ERROR);
        }

        /** Returns a human-readable description. */
        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (Estimate estimate : estimates) {
                lines.add(estimate.name() + " " + amount(estimate, estimate.low()) + " to "
                        + amount(estimate, estimate.high()) + " (95 %)");
            }
            if (!isPrecise()) {
                lines.add("UNKNOWN: logs do not determine this within a factor of two; fit fewer "
                        + "settings, or use more logs");
            }
            lines.addAll(words);
            return lines;
        }

        private static String amount(Estimate estimate, double value) {
            return estimate.amount() ? LanguageNumbers.nanos(value, DIGITS) : LanguageNumbers.format(value, DIGITS);
        }
    }

    private ScenarioFit(ReplayedScenario scenario) {
        this.scenario = scenario;
    }

    /**
     * Fits settings of a scenario.
     *
     * @param file the scenario
     * @param logs logs to be reproduced by the scenario under their loads
     * @param paths paths of settings: time distributions, {@code requests.NAME.key}, {@code load}
     * @throws InvalidScenarioException if the scenario is invalid
     * @throws IOException if the scenario cannot be read
     * @throws IllegalArgumentException if a setting cannot be fitted, with the reason
     */
    public static ScenarioFit of(Path file, List<MeasuredLog> logs, List<String> paths)
            throws InvalidScenarioException, IOException {
        ScenarioFit fit = new ScenarioFit(new ReplayedScenario(file));
        fit.requireWritten(paths);
        List<String> distributionPaths = new ArrayList<>();
        for (String text : paths) {
            SettingPath path = fit.scenario.path(text);
            if (text.equals(LOAD)) {
                fit.fitLoad(logs.get(0));
            } else if (path.section().equals(DeclaredNames.REQUESTS)
                    && path.last().equals("key")) {
                fit.fitKeys(path, logs);
            } else {
                distributionPaths.add(text);
            }
        }
        if (!distributionPaths.isEmpty()) {
            fit.settings.addAll(
                    new DistributionSearch(fit.scenario, logs, distributionPaths, fit.values()).fittedSettings());
        }
        return fit;
    }

    /**
     * Checks that each setting is written in the text of the scenario. This is done first, since the search takes
     * minutes.
     */
    private void requireWritten(List<String> paths) {
        scenario.file()
                .withNewValues(paths.stream()
                        .map(path -> new NewValue(path, scenario.value(path), List.of()))
                        .toList());
    }

    /** Returns the fitted settings, time distributions last. */
    public List<Setting> settings() {
        return List.copyOf(settings);
    }

    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        settings.stream()
                .filter(setting -> !setting.path().equals(LOAD))
                .forEach(setting -> values.put(setting.path(), setting.text()));
        return values;
    }

    private void fitLoad(MeasuredLog log) {
        if (log.loop().isPresent()) {
            settings.add(new Setting(
                    LOAD,
                    scenario.value(LOAD),
                    log.closedLoad().text(),
                    List.of(),
                    List.of("closed loop; number of users: " + log.loop().get().origin())));
            return;
        }
        ArrivalFit arrivals = ArrivalFit.of(log.calls().arrivedNanos());
        if (!ArrivalLoad.isExpressible(arrivals)) {
            throw new InvalidValueException(
                    "'load' is not fitted: requests of {} came {}",
                    log.name(),
                    ArrivalLoad.describe(arrivals).get(0));
        }
        settings.add(new Setting(
                LOAD, scenario.value(LOAD), ArrivalLoad.text(arrivals), List.of(), ArrivalLoad.describe(arrivals)));
    }

    private void fitKeys(SettingPath path, List<MeasuredLog> logs) {
        String request = String.join(".", path.parent().innerSteps());
        String oldValue = scenario.value(path.toString());
        long[] largestCounts = new long[0];
        for (MeasuredLog log : logs) {
            List<String> names = scenario.names(log.types());
            for (int type = 0; type < names.size(); type++) {
                long[] counts = log.keyCounts().get(type);
                if (names.get(type).equals(request)
                        && Arrays.stream(counts).sum()
                                > Arrays.stream(largestCounts).sum()) {
                    largestCounts = counts;
                }
            }
        }
        if (largestCounts.length == 0) {
            throw new InvalidValueException("'{}' is not fitted: the logs have no keys of {}", path, request);
        }
        ZipfFit keys = ZipfFit.of(largestCounts);
        if (!keys.isAccepted()) {
            throw new InvalidValueException(
                    "'{}' is not fitted: keys are not Zipf-distributed; nearest is {}, and the largest "
                            + "difference of shares {}",
                    path,
                    keys.text(),
                    LanguageNumbers.format(keys.distance(), DIGITS));
        }
        settings.add(new Setting(path.toString(), oldValue, keys.text(), List.of(), CalibrationReport.keys(keys)));
    }

    /** Returns a comparison of runs under the load of a log with the measurements of that log. */
    public CalibrationPrediction predict(MeasuredLog log) throws IOException {
        ReplayLoad load = scenario.load(log);
        return CalibrationPrediction.of(
                scenario.with(log.name(), load, values()), load, scenario.names(log.types()), log);
    }

    /** Returns a comparison of runs under the load of a load test with the summary of that test. */
    public CalibrationPrediction predict(MeasuredSummary summary) throws IOException {
        ReplayLoad load = ReplayLoad.of(summary);
        return CalibrationPrediction.of(scenario.with(summary.name(), load, values()), load, summary);
    }

    /** Returns a human-readable description of the fitted settings. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : settings) {
            lines.add(String.format(Locale.ROOT, "%-11s %s", setting.path(), setting.text()));
            setting.lines().forEach(line -> lines.add(" ".repeat(12) + line));
            lines.add(" ".repeat(12) + "scenario: " + setting.before());
        }
        return lines;
    }

    /**
     * Returns the text of the scenario with the fitted values in place of the old ones.
     *
     * @throws IllegalArgumentException if a setting is not written in the text
     */
    public String yaml() {
        return scenario.file()
                .withNewValues(settings.stream()
                        .map(setting -> new NewValue(
                                setting.path(),
                                setting.text(),
                                setting.lines().stream()
                                        .map(line -> setting.path() + ": " + line)
                                        .toList()))
                        .toList());
    }
}
