package dev.brownout.capacity;

import dev.brownout.spi.CoreQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formula of the analytical estimate, with its notation in the texts of rows. In a notation, {@code c} is the number of
 * servers of a node and {@code K} the maximum number of calls at a node.
 */
public enum QueueFormula {
    UTILIZATION("offered / capacity", "any arrivals; work in proportion to the calls", 0, "Denning and Buzen 1978"),
    SERVICE_ALONE("service time alone", "no call waits", 0, "M/G/infinity: Kleinrock 1975"),
    M_M_C("M/M/c", "Poisson arrivals, exponential work, FIFO", 0, "Erlang 1917"),
    M_M_C_K("M/M/c/K", "Poisson arrivals, exponential work, FIFO", 0, "Kleinrock 1975"),
    ERLANG_LOSS("M/G/c/c, Erlang loss", "Poisson arrivals, any work, no queue", 0, "Sevast'yanov 1957"),
    M_G_1("M/G/1, Pollaczek-Khinchine", "Poisson arrivals, work of a finite variance, FIFO", 0, "Khinchine 1932"),
    M_G_C(
            "M/G/c, approximation of Lee and Longton",
            "Poisson arrivals, work of a finite variance, FIFO",
            0.1,
            "Lee and Longton 1959"),
    M_G_C_PS("M/G/c[/K]-PS, mean as in M/M/c", "Poisson arrivals, any work, processor sharing", 0, "Cohen 1979"),
    D_M_1("D/M/1", "constant intervals between arrivals, exponential work, one node", 0, "Kleinrock 1975"),
    CLOSED_LOOP(
            "mean value analysis",
            "exponential work or processor sharing, one node, no further load",
            0,
            "Reiser and Lavenberg 1980"),
    CLOSED_LOOP_APPROXIMATION(
            "mean value analysis, an approximation",
            "several nodes, workers, or further load",
            0.25,
            "Reiser and Lavenberg 1980"),
    SLOTS("each held for", "any arrivals; a known mean holding time", 0, "Little 1961"),
    WAIT_FOR_SLOT("Erlang C", "Poisson arrivals, exponential holding times, equal nodes", 0.1, "Erlang 1917"),
    HIT_RATIO(
            "hit ratio",
            "independent requests, entries of one size",
            0.1,
            "Che et al. 2002; with a TTL, Fofack et al. 2012");

    /** Error that scenarios have by small differences from the assumptions. */
    private static final double ERROR_OF_SCENARIOS = 0.1;

    private final String notation;
    private final Pattern pattern;
    private final String assumptions;
    private final double error;
    private final String source;

    QueueFormula(String notation, String assumptions, double error, String source) {
        this.notation = notation;
        this.pattern = Pattern.compile(notation.replace("[/K]", "(/\\d+)?").replaceAll("/[cK]\\b", "/\\\\d+"));
        this.assumptions = assumptions;
        this.error = error;
        this.source = source;
    }

    /** Returns the formula of the mean time of a row; {@link #UTILIZATION} for a text that names none. */
    public static QueueFormula of(String text) {
        QueueFormula found = UTILIZATION;
        for (String part : text.split("; ", -1)) {
            int longest = 0;
            for (QueueFormula formula : values()) {
                Matcher matcher = formula.pattern.matcher(part);
                if (matcher.find() && matcher.end() - matcher.start() > longest) {
                    longest = matcher.end() - matcher.start();
                    found = formula;
                }
            }
        }
        return found;
    }

    /** Returns the notation for a node with a number of servers, and with the length of its queue if it counts. */
    String text(CoreQueue cores, boolean bounded) {
        long most = (long) cores.servers() + cores.queueCapacity();
        return notation.replace("[/K]", bounded ? "/K" : "")
                .replace("/c", "/" + cores.servers())
                .replace("/K", "/" + most);
    }

    /** Returns the notation in the texts of rows. */
    public String notation() {
        return notation;
    }

    /** Returns the assumptions about arrivals, work and queues. */
    public String assumptions() {
        return assumptions;
    }

    /** Returns whether the formula is exact under these assumptions. */
    public boolean isExact() {
        return error == 0;
    }

    /**
     * Returns the stated error of an estimate in a scenario, as a share. Exact formulas have one as well, because the
     * arrivals behind a queue are not fully independent.
     */
    public double error() {
        return Math.max(ERROR_OF_SCENARIOS, error);
    }

    /** Returns the publication of the formula. */
    public String source() {
        return source;
    }
}
