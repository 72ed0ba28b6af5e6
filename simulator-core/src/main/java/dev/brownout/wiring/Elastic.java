package dev.brownout.wiring;

import dev.brownout.node.Host;
import java.util.List;

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

    /** A tier whose machines can be taken out of service one by one, and come back. */
    interface Replaceable extends Elastic {
        /**
         * Takes machines out of service: no new calls come to them, they finish what they have, and go.
         *
         * @param graceNanos how long they may finish it before they are killed
         */
        void drain(List<Host> machines, long graceNanos);

        /** Takes that back, once: they come back, when they have gone. */
        void undrain(List<Host> machines);
    }
}
