package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.Calibration.RequestFit;
import dev.brownout.importing.fitting.ArrivalFit;
import dev.brownout.importing.fitting.Fit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ZipfFit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scenario derived from a calibration, with the confidence interval of each number as a comment, and the files that it
 * references.
 *
 * @param yaml the scenario
 * @param files contents of the referenced files, by name
 */
public record CalibratedScenarioText(String yaml, Map<String, String> files) {
    private static final int DIGITS = 4;
    private static final int MAX_RECORDED = 10_000;
    private static final double SECOND = 1e9;
    private static final double TIMEOUT_FACTOR = 10;
    private static final double MIN_TIMEOUT_NANOS = 60e9;

    /** Returns the scenario with the load of the first log. */
    public static CalibratedScenarioText of(Calibration calibration) {
        return new Writer(calibration).write(Optional.empty());
    }

    /** Returns the scenario under another load, to validate its response times against the measurement. */
    static CalibratedScenarioText replaying(Calibration calibration, ReplayLoad load) {
        return new Writer(calibration).write(Optional.of(load));
    }

    /** Writer for a scenario and its files. */
    private static final class Writer {
        private final Calibration calibration;
        private final StringBuilder yaml = new StringBuilder();
        private final Map<String, String> files = new LinkedHashMap<>();

        Writer(Calibration calibration) {
            this.calibration = calibration;
        }

        CalibratedScenarioText write(Optional<ReplayLoad> other) {
            CallSample calls = calibration.logs().get(0).calls();
            long spanNanos = calls.arrivedNanos()[calls.size() - 1] - calls.arrivedNanos()[0];
            long seconds = other.map(ReplayLoad::seconds).orElse(Math.max(1, (long) Math.ceil(spanNanos / SECOND)));
            String names = String.join(
                    ", ", calibration.logs().stream().map(MeasuredLog::name).toList());
            comment(
                    "",
                    "Made by 'brownout calibrate' of " + names + "; " + (calibration.isClosed() ? "closed" : "open")
                            + " loop.");
            line("scenario: Calibrated");
            line("run: { duration: " + seconds + "s }");
            network();
            machine();
            requests(other);
            if (other.isEmpty()) {
                load();
                variants();
            } else if (!other.get().load().isEmpty()) {
                line("load: " + other.get().load());
            }
            return new CalibratedScenarioText(yaml.toString(), files);
        }

        private void network() {
            MachineEstimate machine = calibration.machine();
            if (Double.isNaN(machine.offsetError())) {
                comment("", "Too few requests waited to separate time outside of the cores from work.");
                line("network: none");
            } else if (machine.offsetNanos() == 0) {
                comment(
                        "",
                        "Less than " + LanguageNumbers.nanos(machine.offsetError())
                                + " of a response time are outside of the cores.");
                line("network: none");
            } else {
                comment(
                        "",
                        "Of each response time, " + LanguageNumbers.nanos(machine.offsetNanos() - machine.offsetError())
                                + " to "
                                + LanguageNumbers.nanos(machine.offsetNanos() + machine.offsetError())
                                + " are outside of the cores, independent of the load.");
                line("network: { rtt: 0ms, last_mile: " + LanguageNumbers.nanos(machine.offsetNanos(), DIGITS) + " }");
            }
        }

        private void machine() {
            line("components:");
            line("  web:");
            line("    kind: server");
            comment(
                    "    ",
                    calibration.machine().cores() + " " + calibration.machine().reason() + ".");
            line("    cores: " + calibration.machine().cores());
            line("    queue: unlimited");
            if (calibration.requests().size() == 1) {
                service("    ", calibration.requests().get(0));
            } else {
                line("    endpoints:");
                for (RequestFit request : calibration.requests()) {
                    line("      " + request.name() + ":");
                    service("        ", request);
                }
            }
        }

        private void service(String margin, RequestFit request) {
            CalibrationReport.work(request).forEach(text -> comment(margin, text));
            line(margin + "service: " + distribution(request));
        }

        private String distribution(RequestFit request) {
            Optional<Fit> best = request.work().best();
            if (best.isPresent()) {
                return best.get().text();
            }
            String name = "work-" + request.name() + ".csv";
            files.put(name, request.work().sample().recorded(MAX_RECORDED));
            return "file(" + name + ")";
        }

        private void requests(Optional<ReplayLoad> other) {
            line("requests:");
            double longest = calibration.logs().stream()
                    .mapToLong(measured -> measured.calls().maxResponseNanos())
                    .max()
                    .orElseThrow();
            longest = Math.max(longest, other.map(ReplayLoad::measuredNanos).orElse(0.0));
            double timeout = Math.max(MIN_TIMEOUT_NANOS, longest * TIMEOUT_FACTOR);
            other.ifPresent(load -> files.putAll(load.files()));
            Map<String, String> rates = other.map(ReplayLoad::rates).orElse(Map.of());
            Map<String, String> shares = other.map(ReplayLoad::shares).orElse(Map.of());
            for (RequestFit request : calibration.requests()) {
                if (other.isPresent() && !other.get().has(request.name())) {
                    continue;
                }
                line("  " + request.name() + ":");
                if (!rates.isEmpty()) {
                    line("    rate: " + rates.get(request.name()));
                } else if (calibration.requests().size() > 1) {
                    line("    share: " + shares.getOrDefault(request.name(), share(request)));
                }
                request.keys().ifPresent(keys -> {
                    CalibrationReport.keys(keys).forEach(text -> comment("    ", text));
                    line("    key: " + popularity(request, keys));
                });
                line("    timeout: " + (long) Math.ceil(timeout / SECOND) + "s");
                line(
                        calibration.requests().size() == 1
                                ? "    path: [web]"
                                : "    steps: [call: web/" + request.name() + "]");
            }
        }

        /**
         * Returns the fitted key distribution. If it is not a Zipf distribution, the keys are written to a file that is
         * replayed.
         */
        private String popularity(RequestFit request, ZipfFit keys) {
            if (keys.isAccepted()) {
                return keys.text();
            }
            String name = "keys-" + request.name() + ".csv";
            StringBuilder lines = new StringBuilder();
            for (int key : calibration.shuffledKeys(request)) {
                lines.append(key).append('\n');
            }
            files.put(name, lines.toString());
            return "trace(" + name + ")";
        }

        /**
         * Returns the share of a request, rounded to 0.01 %. The first request gets the remainder, so that the shares
         * add up to 100 %.
         */
        private String share(RequestFit request) {
            long remainder = 10_000;
            for (RequestFit other :
                    calibration.requests().subList(1, calibration.requests().size())) {
                remainder -= Math.round(other.share() * 10_000);
            }
            boolean first = request.number() == calibration.requests().get(0).number();
            return LanguageNumbers.format((first ? remainder : Math.round(request.share() * 10_000)) / 100.0, 6) + "%";
        }

        private void load() {
            MeasuredLog log = calibration.logs().get(0);
            Optional<ArrivalFit> arrivals = calibration.arrivals().get(0);
            CalibrationReport.load(calibration, 0).forEach(text -> comment("", text));
            if (calibration.isClosed()) {
                line("load: " + calibration.logs().get(0).closedLoad().text());
            } else if (arrivals.isPresent() && ArrivalLoad.isExpressible(arrivals.get())) {
                line("load: " + ArrivalLoad.text(arrivals.get()));
            } else {
                long first = log.calls().arrivedNanos()[0];
                long[] sinceFirst = log.calls().arrivedNanos().clone();
                for (int i = 0; i < sinceFirst.length; i++) {
                    sinceFirst[i] -= first;
                }
                files.put("arrivals.csv", ArrivalLoad.trace(sinceFirst));
                line("load: trace(arrivals.csv)");
            }
        }

        /**
         * Writes one variant per distribution that fits about as well as the best one, so that a run shows whether the
         * choice matters.
         */
        private void variants() {
            List<String> lines = new ArrayList<>();
            for (RequestFit request : calibration.requests()) {
                boolean single = calibration.requests().size() == 1;
                String path = single ? "web.service" : "web.endpoints." + request.name() + ".service";
                for (Fit rival : request.work().rivals()) {
                    String name = (single ? "" : request.name() + " ")
                            + rival.family().replace(" + ", " and ");
                    lines.add("  " + name + ": { set: { " + path + ": " + rival.text() + " } }");
                }
            }
            if (!lines.isEmpty()) {
                comment("", "Distributions with equally good fits that differ in the results.");
                line("variants:");
                line("  best: {}");
                lines.forEach(this::line);
            }
        }

        private void comment(String margin, String text) {
            line(margin + "# " + text);
        }

        private void line(String text) {
            yaml.append(text).append('\n');
        }
    }
}
