package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import java.time.Duration;
import java.util.List;

/**
 * One question about a product: a load with an action on it, a scenario of both, and the figures that are compared.
 *
 * @param name name of the trial, in a few words
 * @param fault event at the product, as in a column of the matrix, such as {@code kill} or {@code limit}
 * @param scenario name of the scenario in the folder of the product, without {@code .yaml}; several trials can share it
 * @param values further values for the scenario: names and values in turn
 * @param length duration of the load, including the warm-up
 * @param timeout timeout of a call at its client
 * @param start starts the product
 * @param action acts on the product during the load
 * @param figures at least one figure
 * @param blind whether the scenario was written without knowledge of a measurement of this trial
 */
record ProductTrial(
        String name,
        String fault,
        String scenario,
        List<String> values,
        Load load,
        Duration length,
        Duration timeout,
        Start start,
        SiteAction action,
        List<Figure> figures,
        boolean blind) {
    /** Start of the load, which is left out. */
    static final Duration WARMUP = Duration.ofSeconds(5);

    /** Starts a product. */
    @FunctionalInterface
    interface Start {
        Site in(Lab lab) throws Exception;
    }

    /** An action on a started product. */
    @FunctionalInterface
    interface SiteAction {
        SiteAction NONE = (site, start) -> {};

        /**
         * Acts on the product.
         *
         * @param start start of the load, as a time of {@link System#nanoTime}
         */
        void on(Site site, long start) throws Exception;

        /** Returns an action on a site of the type {@code S} at a time of the load in s. */
        @SuppressWarnings("unchecked")
        static <S extends Site> SiteAction at(double seconds, SiteStep<S> step) {
            return (site, start) -> {
                Load.waitUntil(start + Math.round(seconds * 1e9));
                step.on((S) site);
            };
        }

        /** Returns this action, followed by another one. */
        default SiteAction then(SiteAction next) {
            return (site, start) -> {
                on(site, start);
                next.on(site, start);
            };
        }
    }

    /** A step of an action, at one time. */
    @FunctionalInterface
    interface SiteStep<S extends Site> {
        void on(S site) throws Exception;
    }

    /**
     * Returns a trial without an action, further values and figures, with a timeout of one second.
     *
     * @param seconds duration of the load, including the warm-up, in s
     */
    static ProductTrial of(String name, String fault, String scenario, Load load, int seconds, Start start) {
        return new ProductTrial(
                name,
                fault,
                scenario,
                List.of(),
                load,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(1),
                start,
                SiteAction.NONE,
                List.of(),
                true);
    }

    /** Returns the trial with further values for its scenario: names and values in turn. */
    ProductTrial with(String... others) {
        return new ProductTrial(
                name, fault, scenario, List.of(others), load, length, timeout, start, action, figures, blind);
    }

    ProductTrial timeout(Duration other) {
        return new ProductTrial(name, fault, scenario, values, load, length, other, start, action, figures, blind);
    }

    ProductTrial action(SiteAction other) {
        return new ProductTrial(name, fault, scenario, values, load, length, timeout, start, other, figures, blind);
    }

    ProductTrial figures(Figure... others) {
        return new ProductTrial(
                name, fault, scenario, values, load, length, timeout, start, action, List.of(others), blind);
    }

    /** Returns the trial marked as corrected: its scenario was changed with the knowledge of a measurement. */
    ProductTrial corrected() {
        return new ProductTrial(name, fault, scenario, values, load, length, timeout, start, action, figures, false);
    }

    /**
     * Returns whether the trial is one of the fifth that no correction may look at. It is drawn by lot, by its name.
     */
    boolean heldOut(MeasuredProduct product) {
        return new KeyedRandom(KeyedRandom.key(1, 0, product.name() + "/" + name)).uniform() < 0.2;
    }
}
