package dev.brownout.eventlist;

/**
 * Pending events as (time, sequence) pairs, the least first, in near-constant time however many there are.
 *
 * <p>A ladder queue (Tang, Goh and Thng, "Ladder queue: an O(1) priority queue structure for large-scale discrete event
 * simulation", 2005). Events of the far future lie unsorted in the <em>top</em>. When all nearer ones are gone the top
 * is spread over the buckets of a <em>rung</em>; a bucket that holds too many for sorting is spread over a finer rung
 * below; a small bucket is sorted into the <em>bottom</em>, from which events are taken. While few events are pending
 * all of them stay in the bottom, which is then simply a sorted array.
 *
 * <p>An event is known by its slot, a small number under which the caller keeps whatever belongs to it.
 */
public final class LadderQueue {

    /** The most events the bottom is filled with, unless they are all due at the same instant. */
    private static final int FEW = 48;

    /** A bottom that has grown beyond this by insertions is spread over a rung of its own. */
    private static final int MANY = 4 * FEW;

    private static final int MOST_RUNGS = 8;

    private final EventSlots entries = new EventSlots();
    private int size;

    private int top = EventSlots.NONE;
    private int topSize;
    private long topLeast = Long.MAX_VALUE;
    private long topGreatest;
    /** Events due from here on go to the top. */
    private long topFrom;

    /** The coarsest first; the last one in use is the nearest in time. */
    private final Rung[] rungs = new Rung[MOST_RUNGS];

    private int rungsInUse;
    private final Bottom bottom = new Bottom(entries);

    /** Makes an empty list. */
    public LadderQueue() {
        for (int i = 0; i < MOST_RUNGS; i++) {
            rungs[i] = new Rung(entries);
        }
    }

    /**
     * Adds an event due at {@code at}, from 0 to {@code Long.MAX_VALUE / 2}, and returns its slot. Slots are dense from
     * 0 and used again after {@link #pop()}. No two pending events may have the same time and sequence.
     */
    public int push(long at, long sequence) {
        int slot = entries.add(at, sequence);
        size++;
        if (at < topFrom) {
            insert(at, slot);
        } else if (topSize == 0 && rungsInUse == 0 && bottom.size() < FEW) {
            topFrom = at + 1;
            bottom.insert(slot);
        } else {
            entries.next[slot] = top;
            top = slot;
            topSize++;
            topLeast = Math.min(topLeast, at);
            topGreatest = Math.max(topGreatest, at);
        }
        return slot;
    }

    /** When the first event is due; {@code Long.MAX_VALUE} when there is none. */
    public long peekAt() {
        if (bottom.size() == 0) {
            if (size == 0) {
                return Long.MAX_VALUE;
            }
            fillBottom();
        }
        return bottom.firstAt();
    }

    /** The sequence number of the first event, once {@link #peekAt()} has said that there is one. */
    public long peekSequence() {
        return entries.sequence[bottom.first()];
    }

    /** Removes the first event and returns its slot, the caller's until the next push; there must be an event. */
    public int pop() {
        if (bottom.size() == 0) {
            fillBottom();
        }
        int slot = bottom.removeFirst();
        entries.release(slot);
        size--;
        return slot;
    }

    /** How many events are pending. */
    public int size() {
        return size;
    }

    /** A number greater than every slot returned so far. */
    public int capacity() {
        return entries.at.length;
    }

    /** Puts an event before the top: into the coarsest rung that has not passed its time, else into the bottom. */
    private void insert(long at, int slot) {
        for (int i = 0; i < rungsInUse; i++) {
            if (at >= rungs[i].current()) {
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
     * Spreads what is due after the first instant of a bottom that has grown too long for a sorted array over a rung.
     * Events of one instant stay: whatever is added to them is the latest of them, which takes one step.
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

    /** Sorts the earliest bucket into the empty bottom; some event must be pending. */
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

    /** Moves the top into the bottom if it is small, else over the first rung. */
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
