package dev.brownout.measure;

/**
 * Stands at a machine's door: counts what arrives and what leaves with which outcome, how many are inside, and how long
 * those stayed that were answered well. It counts for itself, so that an audit can hold it against what the machine
 * says.
 */
public final class Meter {
    private final Grid grid;
    private final long[] offered;
    private final long[] areas;
    private final long[][] left;
    private final Spread latency;
    /** The cell that now is in, and what is to be added to it. */
    private int cell;

    private long cellEnd;
    private long area;
    private long offeredHere;
    private final long[] leftHere;
    private long since;
    private int inside;
    private long arrivals;
    private long departures;
    private long residence;

    /**
     * Starts empty.
     *
     * @param outcomes how many different outcomes there are
     */
    public Meter(Grid grid, int outcomes) {
        this.grid = grid;
        this.offered = new long[grid.cells()];
        this.areas = new long[grid.cells()];
        this.left = new long[outcomes][];
        this.leftHere = new long[outcomes];
        this.latency = new Spread(grid);
        this.cellEnd = grid.start(1);
    }

    /** One more inside; {@code now} never goes back. */
    public void arrive(long now) {
        tick(now);
        offeredHere++;
        arrivals++;
        inside++;
    }

    /**
     * One fewer inside.
     *
     * @param now never goes back
     * @param arrivedAt when it arrived
     * @param outcome ordinal of how it was answered
     * @param good whether its stay counts as latency
     */
    public void depart(long now, long arrivedAt, int outcome, boolean good) {
        tick(now);
        inside--;
        departures++;
        long stay = now - arrivedAt;
        residence = Math.addExact(residence, stay);
        leftHere[outcome]++;
        if (good) {
            latency.record(arrivedAt, stay);
        }
    }

    private void tick(long now) {
        while (now >= cellEnd) {
            area += (cellEnd - since) * inside;
            since = cellEnd;
            close();
            if (cell + 1 == grid.cells()) {
                cellEnd = Long.MAX_VALUE;
            } else {
                cell++;
                cellEnd = grid.start(cell + 1);
            }
        }
        area += (now - since) * inside;
        since = now;
    }

    private void close() {
        areas[cell] += area;
        offered[cell] += offeredHere;
        area = 0;
        offeredHere = 0;
        for (int outcome = 0; outcome < leftHere.length; outcome++) {
            if (leftHere[outcome] > 0) {
                if (left[outcome] == null) {
                    left[outcome] = new long[grid.cells()];
                }
                left[outcome][cell] += leftHere[outcome];
                leftHere[outcome] = 0;
            }
        }
    }

    /** Counts those inside up to the end of the run. */
    public void settle(long endAt) {
        tick(endAt);
    }

    /** How many arrived in a window. */
    public long offered(Span span) {
        close();
        return span.sum(offered);
    }

    /** How many left in a window with an outcome. */
    public long left(Span span, int outcome) {
        close();
        return left[outcome] == null ? 0 : span.sum(left[outcome]);
    }

    /** Mean number inside over a window. */
    public double meanInside(Span span) {
        close();
        return span.nanos() == 0 ? Double.NaN : (double) span.sum(areas) / span.nanos();
    }

    /** How long those stayed that were answered well, by the time of their arrival. */
    public Spread latency() {
        return latency;
    }

    /** How many are inside now. */
    public int inside() {
        return inside;
    }

    /** How many arrived since the start of the run. */
    public long arrivals() {
        return arrivals;
    }

    /** How many left since the start of the run. */
    public long departures() {
        return departures;
    }

    /** The integral of the number inside since the start of the run, in request-nanoseconds. */
    public long area() {
        close();
        return grid.span(0, grid.end()).sum(areas);
    }

    /**
     * The sum of all stays so far, of those still inside up to an instant: must equal {@link #area} (Little's law as an
     * identity).
     */
    public long residence(long insideArrivedSum, long endAt) {
        return Math.addExact(residence, Math.subtractExact(Math.multiplyExact((long) inside, endAt), insideArrivedSum));
    }
}
