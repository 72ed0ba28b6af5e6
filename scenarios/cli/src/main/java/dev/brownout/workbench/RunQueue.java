package dev.brownout.workbench;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.Typeface.FontException;
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

/** Runs texts, one at a time: who runs another one does not want the one before any more. */
final class RunQueue {
    /** So many reports are kept; who wants an older one runs it again. */
    private static final int KEPT = 8;

    private static final int WIDTH = 80;

    private static final String STOPPED = "stopped\n";

    private final ShippedLibrary library = new ShippedLibrary();
    private final InitialScenario opened;
    private final AtomicLong asked = new AtomicLong();
    private final Object turn = new Object();
    private final Map<String, String> reports = new LinkedHashMap<>();
    private volatile Shares running = new Shares(1);

    RunQueue(InitialScenario opened) {
        this.opened = opened;
    }

    /** How far each of some runs has come. */
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
     * Runs a text to its end, unless another one is wanted meanwhile, or none.
     *
     * @return line by line, the address of the report, good or bad, the sentence of the verdict, and what it is warned
     *     of; or {@code refused} and what is wrong; or {@code stopped}
     */
    String run(String name, String text) {
        long number = asked.incrementAndGet();
        synchronized (turn) {
            return asked.get() == number ? run(number, name, text) : STOPPED;
        }
    }

    private String run(long number, String name, String text) {
        Shares shares = new Shares(1);
        running = shares;
        BooleanSupplier stopped = () -> asked.get() != number;
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
            return refused("there is too little memory for this run\n");
        }
    }

    private static String refused(String why) {
        return "refused\n" + why;
    }

    /** In a word and in a sentence. */
    private static String verdict(RunResult result) {
        String sentence = RunOverview.verdict(result, new Options(false, WIDTH, false, List.of()));
        return (VerdictWording.asExpected(result) ? "good" : "bad") + "\n"
                + sentence.strip().replaceAll("\\s+", " ") + "\n";
    }

    /** How whoever has only the report runs the same. */
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

    /** The page of a run, unless it is too long ago. */
    Optional<String> report(String number) {
        synchronized (reports) {
            return Optional.ofNullable(reports.get(number));
        }
    }

    /** How much of what runs is done, in per cent. */
    String progress() {
        return Long.toString(running.percent());
    }

    /** Stops what runs, and what waits for it. */
    void stop() {
        asked.incrementAndGet();
    }
}
