package dev.brownout.wiring;

import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Share;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One step of a request's way. What follows a server in a list of steps runs on that server. */
public sealed interface Step
        permits Step.Visit, Step.Read, Step.Write, Step.Call, Step.Publish, Step.Cpu, Step.Wait, Step.Parallel {

    /** What stands beside the verb. */
    Options options();

    /**
     * What may stand beside any verb.
     *
     * @param when share of the requests that take the step; empty for all
     * @param timeout patience of the call; empty for the default between tiers
     * @param noTimeout true where {@code timeout: none} was written
     * @param policies filters around the step, outermost first
     * @param without policies of the component that this call shall not have
     */
    record Options(
            Optional<Share> when,
            Optional<Duration> timeout,
            boolean noTimeout,
            List<FilterSpec> policies,
            List<Class<? extends FilterSpec>> without) {
        /** Nothing beside the verb. */
        public static final Options NONE = new Options(Optional.empty(), Optional.empty(), false, List.of());

        /** Takes the lists as they are now. */
        public Options {
            policies = List.copyOf(policies);
            without = List.copyOf(without);
        }

        /** All that the component says holds where these say nothing. */
        public Options(Optional<Share> when, Optional<Duration> timeout, boolean noTimeout, List<FilterSpec> policies) {
            this(when, timeout, noTimeout, policies, List.of());
        }

        /** Whether anything is said of how long the call may take. */
        public boolean speaksOfPatience() {
            return timeout.isPresent() || noTimeout;
        }

        /** Whether anything is said of a kind of policy: that it stands here, or that it does not. */
        public boolean speaksOf(Class<? extends FilterSpec> kind) {
            return without.contains(kind) || policies.stream().anyMatch(policy -> policy.getClass() == kind);
        }
    }

    /**
     * Passes on to a component, which has all later steps to itself: {@code - web}.
     *
     * @param component its name
     */
    @Kind("visit")
    @Doc("Passes on to a component, which has all later steps to itself; a bare name means the same.")
    @Example("""
            requests:
              page: { steps: [visit: lb, web] }
            """)
    record Visit(String component, Options options) implements Step {}

    /**
     * Reads the request's key: {@code read: cache}.
     *
     * @param component the cache or store
     */
    @Kind("read")
    @Doc("Reads the request's key from a cache or a store.")
    @Example("""
            requests:
              page: { steps: [web, read: db] }
            """)
    record Read(String component, Options options) implements Step {}

    /**
     * Writes the request's key: {@code write: db}.
     *
     * @param component the cache or store
     */
    @Kind("write")
    @Doc("Writes the request's key to a cache or a store.")
    @Example("""
            requests:
              page: { steps: [web, write: db] }
            """)
    record Write(String component, Options options) implements Step {}

    /**
     * Calls another server: {@code call: prices/quote}.
     *
     * @param component the server
     * @param endpoint the endpoint; empty for the server's own service
     */
    @Kind("call")
    @Doc("Calls another server, or one of its endpoints: call: prices/quote.")
    @Example("""
            requests:
              page: { steps: [lb, web, call: prices/quote] }
            """)
    record Call(String component, String endpoint, Options options) implements Step {}

    /**
     * Leaves a message for others to work on: {@code publish: photos}.
     *
     * @param component the queue
     */
    @Kind("publish")
    @Doc("Leaves a message in a queue, and goes on when it is stored; others work on it later.")
    @Example("""
            requests:
              upload: { steps: [web, publish: photos] }
            """)
    record Publish(String component, Options options) implements Step {}

    /**
     * Works on a core of the server that runs the step: {@code cpu: 3ms}.
     *
     * @param work its length in nanoseconds
     */
    @Kind("cpu")
    @Doc("Works on a core of the server that runs the step, for so long.")
    @Example("""
            requests:
              page: { steps: [web, cpu: exp(3ms), read: db] }
            """)
    record Cpu(Distribution work, Options options) implements Step {}

    /**
     * Lets time pass without work: {@code wait: 10ms}.
     *
     * @param pause its length in nanoseconds
     */
    @Kind("wait")
    @Doc("Lets time pass without work, on the machine that runs the step.")
    @Example("""
            requests:
              page: { steps: [web, wait: 10ms, read: db] }
            """)
    record Wait(Distribution pause, Options options) implements Step {}

    /**
     * Takes several steps at once: {@code parallel: [...]}.
     *
     * @param branches the steps, each with a branch number of its own
     * @param need how many successes are enough: all of them for {@code join: all}, 1 for {@code join: first}
     */
    @Kind("parallel")
    @Doc("Takes several steps at once; "
            + "join: all (the default), first, or a number says how many successes are enough.")
    @Example("""
            requests:
              page: { steps: [web, { parallel: [read: db, call: prices/quote], join: all }] }
            """)
    record Parallel(List<Step> branches, int need, Options options) implements Step {
        /** Takes the list as it is now. */
        public Parallel {
            branches = List.copyOf(branches);
        }
    }
}
