package dev.brownout.eventlist;

/**
 * Priority queue of pending events, ordered by (time, sequence), with near-constant time per operation at any size.
 *
 * <p>A ladder queue (Tang, Goh and Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event
 * simulation", 2005). Events of the far future are stored unsorted in the <em>top</em>. When all nearer events are
 * gone, the top is distributed over the buckets of a <em>rung</em>. A bucket with too many events for sorting is
 * distributed over a finer rung below. A small bucket is sorted into the <em>bottom</em>, from which events are
 * removed. While few events are pending, all of them stay in the bottom, which is then a plain sorted array.
 *
 * <p>Each event is identified by its slot, a small number under which the caller stores the data of the event.
 */
public final class LadderQueue {

    /**
     * Highest number of events with which the bottom is filled, unless they are all due at the same instant or no rung
     * is left.
     */
    private static final int FEW = 48;

    /** Number of events above which a bottom that grew by insertions is distributed over a rung of its own. */
    private static final int MANY = 4 * FEW;

    private static final int MOST_RUNGS = 8;

    private final EventSlots entries = new EventSlots();
    private int size;

    private int top = EventSlots.NONE;
    private int topSize;
    private long topLeast = Long.MAX_VALUE;
    private long topGreatest;
    /** Earliest due time of events that go to the top. */
    private long topFrom;

    /** Rungs from coarsest to finest. The last one in use is the nearest in time. */
    private final Rung[] rungs = new Rung[MOST_RUNGS];

    private int rungsInUse;
    private final Bottom bottom = new Bottom(entries);

    /** Creates an empty queue. */
    public LadderQueue() {
        for (int i = 0; i < MOST_RUNGS; i++) {
            rungs[i] = new Rung(entries);
        }
    }

    /**
     * Adds an event due at {@code instant}, from 0 to {@code Long.MAX_VALUE / 2}, and returns its slot. Slots are dense
     * from 0 and are reused after {@link #pop()}. No two pending events may have the same time and sequence.
     */
    public int push(long instant, long sequence) {
        int slot = entries.add(instant, sequence);
        size++;
        if (instant < topFrom) {
            insert(instant, slot);
        } else if (topSize == 0 && rungsInUse == 0 && bottom.size() < FEW) {
            topFrom = instant + 1;
            bottom.insert(slot);
        } else {
            entries.next[slot] = top;
            top = slot;
            topSize++;
            topLeast = Math.min(topLeast, instant);
            topGreatest = Math.max(topGreatest, instant);
        }
        return slot;
    }

    /** Returns the due time of the first event; {@code Long.MAX_VALUE} if the queue is empty. */
    public long peekAt() {
        if (bottom.size() == 0) {
            if (size == 0) {
                return Long.MAX_VALUE;
            }
            fillBottom();
        }
        return bottom.firstAt();
    }

    /**
     * Returns the sequence number of the first event. Call {@link #peekAt()} before, which must have found an event.
     */
    public long peekSequence() {
        return entries.sequence[bottom.first()];
    }

    /**
     * Removes the first event and returns its slot. The caller may use the slot until the next push. The queue must not
     * be empty.
     */
    public int pop() {
        if (bottom.size() == 0) {
            fillBottom();
        }
        int slot = bottom.removeFirst();
        entries.release(slot);
        size--;
        return slot;
    }

    /** Returns the number of pending events. */
    public int size() {
        return size;
    }

    /** Returns a number greater than every slot returned so far. */
    public int capacity() {
        return entries.at.length;
    }

    /**
     * Inserts an event due before the top: into the coarsest rung that has not passed its time, else into the bottom.
     */
    private void insert(long instant, int slot) {
        for (int i = 0; i < rungsInUse; i++) {
            if (instant >= rungs[i].current()) {
                rungs[i].add(slot);
                return;
            }
        }
        bottom.insert(slot);
        if (bottom.size() > MANY && rungsInUse < MOST_RUNGS && bottom.lastAt() > bottom.firstAt()) {
            spill();
        }
    }

    /**
     * Distributes the bottom over a new rung, except for the events of its first instant. It is called when the bottom
     * is too long for a sorted array. Events of the first instant stay, since an event added to them is the latest of
     * them, and its insertion takes constant time.
     */
    private void spill() {
        long first = bottom.firstAt();
        long end = rungsInUse > 0 ? rungs[rungsInUse - 1].current() : topFrom;
        Rung rung = rungs[rungsInUse++];
        rung.span(first + 1, end, bottom.size());
        while (bottom.lastAt() > first) {
            rung.add(bottom.removeLast());
        }
    }

    /** Sorts the earliest bucket into the empty bottom. At least one event must be pending. */
    private void fillBottom() {
        while (true) {
            while (rungsInUse > 0 && rungs[rungsInUse - 1].size() == 0) {
                rungsInUse--;
            }
            if (rungsInUse == 0) {
                emptyTop();
                if (rungsInUse == 0) {
                    return;
                }
            }
            Rung rung = rungs[rungsInUse - 1];
            int count = rung.firstCount();
            int first = rung.takeFirst();
            if (count <= FEW || rung.width() == 1 || rungsInUse == MOST_RUNGS) {
                bottom.fill(first, count);
                return;
            }
            Rung finer = rungs[rungsInUse++];
            finer.span(rung.current() - rung.width(), rung.current(), count);
            finer.addAll(first);
        }
    }

    /** Moves the top into the bottom if it is small, else distributes it over the first rung. */
    private void emptyTop() {
        if (topSize <= FEW) {
            bottom.fill(top, topSize);
        } else {
            Rung rung = rungs[rungsInUse++];
            rung.span(topLeast, topGreatest + 1, topSize);
            rung.addAll(top);
        }
        topFrom = topGreatest + 1;
        top = EventSlots.NONE;
        topSize = 0;
        topLeast = Long.MAX_VALUE;
        topGreatest = 0;
    }
}
