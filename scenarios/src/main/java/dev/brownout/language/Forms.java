package dev.brownout.language;

import dev.brownout.language.Form.Limits;
import java.util.List;

/** Every law, popularity of keys and load that is written like a function, with the arguments that its reader takes. */
final class Forms {
    private static final String VALUE = "a duration or size";
    private static final String NUMBER = "a number";
    private static final String COUNT = "a whole number";
    private static final String RATE = "a rate";
    private static final String TIME = "a duration";

    /** Laws of durations and sizes. */
    static final List<Form> LAWS = List.of(
            Form.of("exp", "Exponential: without memory, as the services of M/M/1; cv 1.", "exp(20ms)")
                    .with("mean", VALUE, "Its mean."),
            Form.of(
                            "lognormal",
                            "Lognormal: the shape of most measured latencies, by two percentiles, or by its mean and"
                                    + " sigma or cv.",
                            "lognormal(p50=8ms p99=40ms)")
                    .with("p50", VALUE, "Its median; goes with p99.")
                    .with("p99", VALUE, "Its 99th percentile; goes with p50.")
                    .with("mean", VALUE, "Its mean; goes with sigma or cv.")
                    .with("sigma", NUMBER, Limits.of("0.000001", "20"), "Standard deviation of its logarithm.")
                    .with("cv", NUMBER, Limits.of("0.000001", "1000000"), "Standard deviation over mean."),
            Form.of("uniform", "Uniform between two values.", "uniform(1ms 5ms)")
                    .with("low", VALUE, "The smallest.")
                    .with("high", VALUE, "The largest."),
            Form.of("erlang", "Erlang: the sum of k exponential parts; cv 1/sqrt(k).", "erlang(k=4 mean=20ms)")
                    .with("k", COUNT, Limits.of("1", "1000000"), "How many parts.")
                    .with("mean", VALUE, "Mean of the sum."),
            Form.of("gamma", "Gamma; cv 1/sqrt(shape).", "gamma(shape=2 mean=20ms)")
                    .with("shape", NUMBER, Limits.of("0.01", "1000000"), "Its shape.")
                    .with("mean", VALUE, "Its mean."),
            Form.of("weibull", "Weibull: heavier than exponential below shape 1.", "weibull(shape=1.5 scale=20ms)")
                    .with("shape", NUMBER, Limits.of("0.01", "1000000"), "Its shape.")
                    .with("scale", VALUE, "Its 63rd percentile."),
            Form.of(
                            "pareto",
                            "Pareto: a power law's tail, cut at max where there is one.",
                            "pareto(min=1ms alpha=1.5 max=1s)")
                    .with("min", VALUE, "The smallest.")
                    .with(
                            "alpha",
                            NUMBER,
                            Limits.of("0.01", "1000000"),
                            "Exponent of the tail: heavier the smaller it is.")
                    .with("max", VALUE, "The largest; may be left out."),
            Form.of("normal", "Normal, cut at 0.", "normal(mean=20ms sd=5ms)")
                    .with("mean", VALUE, "Its mean before the cut.")
                    .with("sd", VALUE, "Its standard deviation before the cut."),
            Form.of(
                            "hyperexp",
                            "Hyperexponential: a mixture of two exponentials with balanced means; cv above 1.",
                            "hyperexp(mean=20ms cv=2)")
                    .with("mean", VALUE, "Its mean.")
                    .with("cv", NUMBER, Limits.of("1", "1000000"), "Standard deviation over mean; more than 1."),
            Form.of("mix", "One of several laws at random: shares and laws in pairs.", "mix(99% exp(5ms), 1% 1s)"),
            Form.of("file", "Recorded values, each as likely as it is often in the file.", "file(latency.csv)"));

    /** Popularities of keys. */
    static final List<Form> KEYS = List.of(
            Form.of("uniform", "All keys alike.", "uniform(100k)")
                    .with("keys", COUNT, Limits.of("1", "1000000000"), "How many there are."),
            Form.of("zipf", "Zipf's law: the k-th key is asked for in proportion to 1/k^s.", "zipf(1.0 100k)")
                    .with("s", NUMBER, Limits.of("0", "20"), "The exponent: 0 is uniform, 1 is common.")
                    .with("keys", COUNT, Limits.of("1", "1000000000"), "How many there are."),
            Form.of(
                    "hot",
                    "Named keys with a share each, and a popularity for the rest.",
                    "hot(30% on bieber, rest uniform(1M))"),
            Form.of("sequential", "Each key in turn, then from the start.", "sequential(100k)")
                    .with("keys", COUNT, Limits.of("1", "1000000000"), "How many there are."),
            Form.of("trace", "Recorded keys in the order of a file: one a line, without a header.", "trace(keys.csv)"));

    /** Loads; a bare rate such as {@code 720/s} is Poisson. */
    static final List<Form> LOADS = List.of(
            Form.of("constant", "One request at equal intervals: no chance.", "constant(100/s)")
                    .with("rate", RATE, "How many."),
            Form.of("ramp", "Poisson, from one rate to another in a straight line.", "ramp(100/s 500/s over=5m)")
                    .with("from", RATE, "At its start.")
                    .with("to", RATE, "At its end, and for ever after.")
                    .with("over", TIME, "How long it takes."),
            Form.of("step", "Poisson, one rate after another.", "step(100/s 180/s 240/s every=2m)"),
            Form.of(
                            "spike",
                            "Poisson, with a higher rate for a while.",
                            "spike(base=800/s peak=3k/s at=5m for=40m ramp=1m)")
                    .with("base", RATE, "Before and after it.")
                    .with("peak", RATE, "At its height.")
                    .with("at", TIME, "When it begins.")
                    .with("for", TIME, "How long it lasts, slopes included.")
                    .with("ramp", TIME, "How long each slope takes; none where it is left out."),
            Form.of("diurnal", "Poisson, in a wave of a day.", "diurnal(min=100/s max=1k/s peak=20h)")
                    .with("min", RATE, "Lowest rate.")
                    .with("max", RATE, "Highest rate.")
                    .with("peak", TIME, "When it is highest.")
                    .with("period", TIME, "Length of a day; 24h where it is left out."),
            Form.of(
                            "users",
                            "A closed loop: each user sends, waits for the answer, thinks, and sends again.",
                            "users(500 think=exp(7s))")
                    .with("users", COUNT, Limits.of("1", "2000000"), "How many.")
                    .with("think", "a distribution", "Time between an answer and the next request."),
            Form.of("trace", "Recorded arrivals: the times in a file.", "trace(arrivals.csv)"));

    private Forms() {}

    static List<String> names(List<Form> forms) {
        return forms.stream().map(Form::name).toList();
    }

    /** The arguments of one of them, in their order. */
    static List<Form.Argument> arguments(List<Form> forms, String name) {
        for (Form form : forms) {
            if (form.name().equals(name)) {
                return form.arguments();
            }
        }
        throw new IllegalArgumentException("no form is called " + name);
    }
}
