package dev.brownout.reality;

import dev.brownout.random.ZipfKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Experiment with the real site: calibrates a scenario with a light load, predicts other loads and faults, writes the
 * predictions down, and measures them.
 */
final class RealStackExperiment {
    private static final ZipfKeys KEYS = new ZipfKeys(0.9, ServerStack.ROWS);
    private static final int REPEATS = 2;

    private static final SiteTrial FILLING = new SiteTrial("filling", 600, Duration.ofSeconds(20), Fault.NONE);
    private static final SiteTrial QUIET = new SiteTrial("quiet", 100, Duration.ofSeconds(65), Fault.NONE);
    private static final List<SiteTrial> TRIALS = List.of(
            new SiteTrial("200 a second", 200, Duration.ofSeconds(25), Fault.NONE),
            new SiteTrial("400 a second", 400, Duration.ofSeconds(25), Fault.NONE),
            new SiteTrial("600 a second", 600, Duration.ofSeconds(25), Fault.NONE),
            new SiteTrial("service killed", 300, Duration.ofSeconds(35), Fault.SERVICE_KILLED),
            new SiteTrial("primary killed", 300, Duration.ofSeconds(35), Fault.PRIMARY_KILLED),
            new SiteTrial("Redis stopped", 300, Duration.ofSeconds(45), Fault.CACHE_STOPPED),
            new SiteTrial("Redis cold", 300, Duration.ofSeconds(35), Fault.CACHE_COLD));

    private final ServerStack stack;
    private final Path folder;

    private RealStackExperiment(ServerStack stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    /**
     * Runs the experiment. The exit status is 3 if a program is missing.
     *
     * @param args a folder for the calibration, the predictions and the measurements
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        try (ServerStack stack = new ServerStack(InstalledPrograms.find())) {
            new RealStackExperiment(stack, folder).run();
        } catch (InstalledPrograms.MissingException missing) {
            System.err.println("reality: " + missing.getMessage());
            System.exit(3);
        }
    }

    private void run() throws IOException, InterruptedException {
        print("filling the cache ...");
        send(FILLING, plan(FILLING, 0));
        stack.restart();
        print("calibrating ...");
        List<PlannedRequest> plan = plan(QUIET, 0);
        List<MeasuredResponse> answers = send(QUIET, plan);
        LoadTestPrediction loadTests =
                new LoadTestPrediction(folder, LoadTestPrediction.results(folder, QUIET, answers));
        List<String> tested = new ArrayList<>();
        SiteCalibration calibration = SiteCalibration.of(plan, answers, stack.spans(), stack.entries());
        SiteModel model = new SiteModel(folder, calibration);
        Map<SiteTrial, List<Figures>> predicted = new LinkedHashMap<>();
        List<String> written = new ArrayList<>();
        for (SiteTrial trial : TRIALS) {
            predicted.put(trial, model.predict(trial));
            predicted.get(trial).forEach(run -> written.add(trial.name() + ": " + run.values()));
        }
        Files.write(folder.resolve("predicted.txt"), written);
        Map<SiteTrial, List<Figures>> measured = new LinkedHashMap<>();
        List<String> late = new ArrayList<>();
        for (int repeat = 1; repeat <= REPEATS; repeat++) {
            for (SiteTrial trial : TRIALS) {
                print("measuring " + trial.name() + ", " + repeat + " of " + REPEATS + " ...");
                List<MeasuredResponse> sent = send(trial, plan(trial, repeat));
                measured.computeIfAbsent(trial, t -> new ArrayList<>()).add(Figures.of(trial, sent));
                if (trial.fault() == Fault.NONE) {
                    tested.add("");
                    tested.add(trial.name() + ", from the compose file and the load test with "
                            + Math.round(QUIET.perSecond()) + " a second:");
                    tested.addAll(loadTests
                            .predictionFor(LoadTestPrediction.results(folder, trial, sent))
                            .lines());
                }
                late.add(lateness(trial, sent) + "; Redis holds " + stack.entries() + " entries after it");
                repair(trial.fault());
            }
        }
        report(calibration, predicted, measured, late);
        Files.write(folder.resolve("load-tests.txt"), tested);
        tested.forEach(RealStackExperiment::print);
    }

    /** Restores the state of the site before a fault. */
    private void repair(Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case NONE -> {}
            case SERVICE_KILLED, PRIMARY_KILLED -> stack.restart();
            case CACHE_STOPPED, CACHE_COLD -> send(FILLING, plan(FILLING, 0));
        }
    }

    private void report(
            SiteCalibration calibration,
            Map<SiteTrial, List<Figures>> predicted,
            Map<SiteTrial, List<Figures>> measured,
            List<String> late)
            throws IOException {
        List<String> page = new ArrayList<>(calibration.lines());
        page.add("");
        page.add("| trial | metric | predicted | range | measured | error | |");
        page.add("|---|---|---|---|---|---|---|");
        int met = 0;
        int violated = 0;
        int noisy = 0;
        for (SiteTrial trial : TRIALS) {
            for (Comparison one : Comparison.of(trial, predicted.get(trial), measured.get(trial))) {
                page.add(one.row());
                switch (one.verdict()) {
                    case MET -> met++;
                    case VIOLATED -> violated++;
                    case TOO_NOISY -> noisy++;
                }
            }
        }
        page.add("");
        page.add(met + " met, " + violated + " violated, " + noisy + " too noisy to judge.");
        page.add("");
        page.addAll(late);
        Files.write(folder.resolve("measured.md"), page);
        page.forEach(RealStackExperiment::print);
    }

    /** Returns the delay of the requests against their planned send times, which shows the limits of the generator. */
    private static String lateness(SiteTrial trial, List<MeasuredResponse> sent) {
        long[] late = sent.stream()
                .mapToLong(a -> a.sentAt() - a.intendedStart())
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "- %s: sent late by %.2f ms at the median, %.1f ms at p99",
                trial.name(),
                late[late.length / 2] / 1e6,
                late[late.length * 99 / 100] / 1e6);
    }

    private static List<PlannedRequest> plan(SiteTrial trial, int repeat) {
        return PlannedRequest.poisson(trial.name() + " " + repeat, trial.perSecond(), trial.length(), KEYS);
    }

    /** Sends the requests of a trial, and saves nginx's log of them. */
    private List<MeasuredResponse> send(SiteTrial trial, List<PlannedRequest> plan)
            throws IOException, InterruptedException {
        stack.logged();
        try (Generator generator = new Generator(stack.address(), SiteTrial.TIMEOUT)) {
            List<MeasuredResponse> answers =
                    generator.send(plan, from -> trial.fault().inject(stack, from));
            Files.writeString(folder.resolve(trial.name().replace(' ', '-') + ".log"), stack.logged());
            return answers;
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
