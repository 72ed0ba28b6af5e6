package dev.brownout.wiring;

/** A tier whose machines can come and go while it runs. */
public interface Elastic extends Component {
    /**
     * Wants another number of machines from now on; {@link #unscale} takes it back.
     *
     * @param nodes machines in each place, at least 1
     */
    void scale(int nodes);

    /** Takes back the oldest wish for that number: what was wished before or after it holds. */
    void unscale(int nodes);
}
