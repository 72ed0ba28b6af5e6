package dev.brownout.workbench;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Typeface.FontException;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.format.VerdictWording;
import dev.brownout.html.Report;
import dev.brownout.html.ResultProvenance;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.TooLittleMemoryError;
import dev.brownout.terminal.Options;
import dev.brownout.terminal.RunOverview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Queue that runs one scenario text at a time. A new run cancels the running and waiting ones. */
final class RunQueue {
    /** Maximum number of stored reports; the oldest ones are deleted. */
    private static final int KEPT = 8;

    private static final int WIDTH = 80;

    private static final String STOPPED = "stopped\n";

    private final ShippedLibrary library = new ShippedLibrary();
    private final InitialScenario opened;
    private final AtomicLong latestRun = new AtomicLong();
    private final Object turn = new Object();
    private final Map<String, String> reports = new LinkedHashMap<>();
    private volatile Shares running = new Shares(1);

    RunQueue(InitialScenario opened) {
        this.opened = opened;
    }

    /** Progress of each variant of a run, as a share. */
    private static final class Shares implements ProgressListener {
        private volatile double[] shares;

        Shares(int runs) {
            shares = new double[runs];
        }

        @Override
        public void begins(List<String> names) {
            shares = new double[names.size()];
        }

        @Override
        public void reached(int run, double share, long events, long inFlight) {
            shares[run] = share;
        }

        long percent() {
            double sum = 0;
            for (double share : shares) {
                sum += share;
            }
            return Math.round(100 * sum / shares.length);
        }
    }

    /**
     * Runs a text to its end, unless a later run or {@code stop} cancels it.
     *
     * @return lines with the address of the report, {@code good} or {@code bad}, the sentence of the verdict, and the
     *     warnings; or {@code refused} and the problems; or {@code stopped}
     */
    String run(String name, String text) {
        long number = latestRun.incrementAndGet();
        synchronized (turn) {
            return latestRun.get() == number ? run(number, name, text) : STOPPED;
        }
    }

    private String run(long number, String name, String text) {
        Shares shares = new Shares(1);
        running = shares;
        BooleanSupplier stopped = () -> latestRun.get() != number;
        try {
            ScenarioFile file = opened.read(library, name, text);
            RunResult result = file.result(VariantRuns.of(file, file.variants(), Execution.watched(shares, stopped)));
            if (stopped.getAsBoolean()) {
                return STOPPED;
            }
            keep(number, Report.render(result, origin(name, text), ChartBook.of(result)));
            return "report/" + number + "\n" + verdict(result) + said(file.warnings());
        } catch (InvalidScenarioException wrong) {
            return refused(said(wrong.all()));
        } catch (ExperimentException impossible) {
            List<Problem> problems = impossible.problems();
            return refused(problems.isEmpty() ? impossible.getMessage() + "\n" : said(problems));
        } catch (TooLittleMemoryError | FontException full) {
            return refused(full.getMessage() + "\n");
        } catch (OutOfMemoryError full) {
            return refused("not enough memory for this run\n");
        }
    }

    private static String refused(String why) {
        return "refused\n" + why;
    }

    /** Returns the verdict as a line with one word and a line with a sentence. */
    private static String verdict(RunResult result) {
        String sentence = RunOverview.verdict(result, new Options(false, WIDTH, false, List.of()));
        return (VerdictWording.asExpected(result) ? "good" : "bad") + "\n"
                + sentence.strip().replaceAll("\\s+", " ") + "\n";
    }

    /** Returns the command that reproduces the run, for the reader of the report. */
    private ResultProvenance origin(String name, String text) {
        boolean shipped = library.text(name).filter(text::equals).isPresent();
        String file = name.substring(name.lastIndexOf('/') + 1) + ".yaml";
        return new ResultProvenance("brownout run " + (shipped ? name : file), text);
    }

    private static String said(List<Problem> problems) {
        return problems.stream().map(problem -> problem.render() + "\n").collect(Collectors.joining());
    }

    private void keep(long number, String page) {
        synchronized (reports) {
            reports.put(Long.toString(number), page);
            while (reports.size() > KEPT) {
                reports.remove(reports.keySet().iterator().next());
            }
        }
    }

    /** Returns the report of a run; empty if it is no longer stored. */
    Optional<String> report(String number) {
        synchronized (reports) {
            return Optional.ofNullable(reports.get(number));
        }
    }

    /** Returns the completed share of the current run, in percent. */
    String progress() {
        return Long.toString(running.percent());
    }

    /** Cancels the current run and all waiting runs. */
    void stop() {
        latestRun.incrementAndGet();
    }
}
