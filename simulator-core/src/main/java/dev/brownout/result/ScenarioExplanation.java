package dev.brownout.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a variant means, found out on paper before anything happens.
 *
 * @param variant its name
 * @param analysis load against capacity, and what cannot go well
 * @param calls every call on the way of each request, those that a call leads to right behind it, by name
 * @param repetitions how often retries can multiply calls, where they do
 * @param clearings from which load on a backlog may feed itself, where callers try again
 * @param journeys visitors who ask for one thing after the other
 * @param loops users who wait for answers before they ask again
 * @param budgets what assertions on availability allow
 * @param stores what caches have room for
 * @param logs what replicas have to follow
 * @param moves keys that move between shards
 * @param quorums what stores of copies answer, and when
 * @param encounters how often writes of several primaries meet
 * @param rests machines that stop while nobody calls them
 * @param expiries how many keys are there that expire
 * @param memories what fills the memory of machines
 */
public record ScenarioExplanation(
        String variant,
        Analysis analysis,
        List<Call> calls,
        List<Repetition> repetitions,
        List<BacklogClearing> clearings,
        List<Journey> journeys,
        List<Loop> loops,
        List<Budget> budgets,
        List<Store> stores,
        List<Log> logs,
        List<Move> moves,
        List<Quorum> quorums,
        List<Encounters> encounters,
        List<Rest> rests,
        List<Expiry> expiries,
        List<Memory> memories) {

    /** Takes the lists as they are now. */
    public ScenarioExplanation {
        calls = List.copyOf(calls);
        repetitions = List.copyOf(repetitions);
        clearings = List.copyOf(clearings);
        journeys = List.copyOf(journeys);
        loops = List.copyOf(loops);
        budgets = List.copyOf(budgets);
        stores = List.copyOf(stores);
        logs = List.copyOf(logs);
        moves = List.copyOf(moves);
        quorums = List.copyOf(quorums);
        encounters = List.copyOf(encounters);
        rests = List.copyOf(rests);
        expiries = List.copyOf(expiries);
        memories = List.copyOf(memories);
    }

    /**
     * One call.
     *
     * @param depth 0 for a request of the users, 1 for the calls that it makes, and so on
     * @param what who is called, and how: {@code db (write)}
     * @param around what stands around the call, outermost first: {@code retry(attempts=3)}, {@code timeout 1s}
     */
    public record Call(int depth, String what, List<String> around) {
        /** Takes the list as it is now. */
        public Call {
            around = List.copyOf(around);
        }
    }

    /**
     * How far retries go.
     *
     * @param request the class of requests
     * @param component who is called
     * @param most calls to it for one request, when everything fails as often as it can
     * @param plain calls to it for one request without a single retry
     */
    public record Repetition(String request, String component, double most, double plain) {}

    /**
     * Machines that work for callers who have given up, and call again: a backlog so old becomes shorter only below
     * some load.
     *
     * @param station the machines
     * @param perSecond the calls below which it does, retries not counted
     * @param offeredPerSecond the calls that come, retries not counted
     * @param capacityPerSecond the calls that they can take
     */
    public record BacklogClearing(
            String station, double perSecond, double offeredPerSecond, double capacityPerSecond) {}

    /**
     * The visitors of a journey, whom nothing makes leave.
     *
     * @param name of the journey
     * @param perSecond those who begin
     * @param requests what they ask for a second, by request, in the order in which they first do
     * @param thinkNanos how long each thinks on his way, on average
     */
    public record Journey(String name, double perSecond, Map<String, Double> requests, double thinkNanos) {}

    /**
     * Users of a closed loop.
     *
     * @param users how many
     * @param aloneNanos how long a round of one of them takes who is alone, with thinking
     * @param mostPerSecond rounds of all that the narrowest place lets through; infinite where there is none
     */
    public record Loop(int users, double aloneNanos, double mostPerSecond) {
        /** How many users the narrowest place has time for: from there on they wait for each other. */
        public double knee() {
            return aloneNanos * mostPerSecond / 1e9;
        }
    }

    /**
     * The error budget of an assertion on the share of good requests (B. Beyer et al., "Site Reliability Engineering",
     * 2016, chapter 3 and appendix A).
     *
     * @param name of the assertion
     * @param text as it is written
     * @param bad the share of requests that may fail
     */
    public record Budget(String name, String text, double bad) {
        private static final double NANOS_A_DAY = 86_400e9;

        /** How long all requests may fail in so many days if none fails at other times, in nanoseconds. */
        public double downtimeNanos(int days) {
            return bad * days * NANOS_A_DAY;
        }
    }

    /**
     * A cache once it has filled.
     *
     * @param store the component
     * @param entries for how many keys there is room; infinite for any number
     * @param keys how many are asked for; 0 where requests have none
     * @param hotKeys the fewest keys that half of the reads are for
     * @param hitRatio share of the reads that find their key, 0 to 1
     * @param staleShare share of those hits that miss a write, 0 to 1; {@code NaN} where paper does not say
     */
    public record Store(String store, double entries, long keys, long hotKeys, double hitRatio, double staleShare) {}

    /**
     * Replicas and the writes that they follow.
     *
     * @param replicas the machines
     * @param writesPerSecond what is written, each
     * @param appliedPerSecond what each can apply; infinite for any number
     * @param replaced what takes the place of one that is lost; empty where nothing does
     */
    public record Log(
            String replicas, double writesPerSecond, double appliedPerSecond, Optional<ReplicaReplacement> replaced) {}

    /**
     * A new machine in the place of a lost one.
     *
     * @param afterNanos from the moment at which the lost one is given up until the copying begins
     * @param copyNanos how long that takes
     * @param catchUpNanos how long the new one then works off what was written meanwhile, until it is asked for reads;
     *     infinite where as much is written as it can apply
     */
    public record ReplicaReplacement(double afterNanos, double copyNanos, double catchUpNanos) {}

    /**
     * Keys that move between shards.
     *
     * @param component whose keys
     * @param what moves, in words such as {@code 4 to 5 shards}
     * @param fromNanos when it begins
     * @param toNanos when the last of them is at its new home
     * @param share of all data, 0 to 1
     * @param bytes that are copied
     * @param bytesPerSecond how fast
     */
    public record Move(
            String component,
            String what,
            long fromNanos,
            long toNanos,
            double share,
            long bytes,
            double bytesPerSecond) {}

    /**
     * A store of whose copies the first that answer decide.
     *
     * @param store the component
     * @param copies of each key
     * @param read how many answer a read
     * @param write how many answer a write
     * @param readNanos mean time of a read from its arrival at a node to the node's answer; {@code NaN} where nobody
     *     reads, or paper does not say
     * @param writeNanos likewise of a write
     * @param why paper does not say how long they take; empty where it does
     * @param staleShare share of the reads that miss a write if they begin when it is acknowledged, 0 to 1; {@code NaN}
     *     where nobody writes or reads, or paper does not say
     * @param staleExact whether it is that share; otherwise it is the most that it can be
     * @param unseenShare share of the writes that have not seen one of another node, 0 to 1; {@code NaN} where those
     *     are not told apart, or paper does not say
     * @param unseenExact whether it is that share; otherwise it is the most that it can be
     */
    public record Quorum(
            String store,
            int copies,
            int read,
            int write,
            double readNanos,
            double writeNanos,
            String why,
            double staleShare,
            boolean staleExact,
            double unseenShare,
            boolean unseenExact) {}

    /**
     * Writes that have not seen each other.
     *
     * @param component a database of several primaries, or a store
     * @param writesPerSecond how many there are
     * @param conflictsPerSecond how many of them meet one of their row that they have not seen; of a store, how many
     *     another one of their key overwrites that has not seen them
     * @param lost whether of two that meet one is lost
     * @param ofCopies whether it is a store
     * @param wrongClocks when clocks differ, and what that loses
     */
    public record Encounters(
            String component,
            double writesPerSecond,
            double conflictsPerSecond,
            boolean lost,
            boolean ofCopies,
            List<WrongClocks> wrongClocks) {
        /** Takes the list as it is now. */
        public Encounters {
            wrongClocks = List.copyOf(wrongClocks);
        }
    }

    /**
     * Clocks that differ for a while.
     *
     * @param fromNanos since when
     * @param toNanos until when; {@code Long.MAX_VALUE} for the end of the run
     * @param lostPerSecond writes that are given up for another one with a later time, on average over that while
     * @param hiddenPerSecond those of them whose writers had seen that one
     * @param firstPerSecond how many are given up at first
     * @param lastPerSecond how many in the end: as many unless clocks drift
     */
    public record WrongClocks(
            long fromNanos,
            long toNanos,
            double lostPerSecond,
            double hiddenPerSecond,
            double firstPerSecond,
            double lastPerSecond) {}

    /**
     * Keys that expire unless they are written again, once the run is as old as what expires.
     *
     * @param store the component
     * @param ttlNanos how long what is written is there
     * @param keys how many are written again and again; those that are new with each write not counted
     * @param alive how many are there at any moment, those that are new with each write counted
     * @param missedShare share of the reads that find nothing, 0 to 1; {@code NaN} where nobody reads, or paper does
     *     not say
     * @param everyNanos how long it takes from one write of a key to the next; {@code NaN} where that is chance
     */
    public record Expiry(
            String store, long ttlNanos, double keys, double alive, double missedShare, double everyNanos) {
        /** How many writes of a key in a row must be lost until nobody finds it; only where they come in turn. */
        public long inARow() {
            return (long) StrictMath.floor(ttlNanos / everyNanos);
        }
    }

    /**
     * Machines that stop while nobody calls them, each of which is called at random.
     *
     * @param component whose machines they are
     * @param callsPerSecond what each is called
     * @param coldShare share of the calls that have a machine start, 0 to 1
     * @param heldShare share of them that wait for it, 0 to 1
     * @param waitNanos how long these wait on average; {@code NaN} where none does
     * @param paidShare share of the time for which each is paid for, 0 to 1
     * @param exact whether the shares are these; otherwise fewer start
     */
    public record Rest(
            String component,
            double callsPerSecond,
            double coldShare,
            double heldShare,
            double waitNanos,
            double paidShare,
            boolean exact) {}

    /**
     * The memory of a machine, and what fills it.
     *
     * @param component whose machine it is
     * @param bytes how much it is
     * @param atFirst bytes of sessions at the start
     * @param bytesPerSecond what sessions add that users make on one machine after the other
     * @param lastingNanos how long a session is kept that nobody asks for; 0 for ever
     * @param atRest bytes of sessions once the run is as old as that; {@code NaN} where they do not expire
     * @param others bytes that everything else takes at most
     * @param fullNanos when sessions alone have filled it, from the start; {@code NaN} for never
     */
    public record Memory(
            String component,
            double bytes,
            double atFirst,
            double bytesPerSecond,
            long lastingNanos,
            double atRest,
            double others,
            double fullNanos) {}
}
