package dev.brownout.component.idgenerator;

import dev.brownout.id.RandomIdCollisions;
import dev.brownout.id.SeenNumbers;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;

/** Generator of identifiers on the client: random, optionally with the time in the leading bits. */
final class ClientSideGenerator {
    private static final int CHARACTERS = 62;
    private static final long MILLI = 1_000_000;

    private final Simulation simulation;
    private final boolean timed;
    private final RandomIdCollisions space;
    private final SeenNumbers seen;
    private final KeyedRandom random;
    private final IssuedIds issued;

    ClientSideGenerator(IdGeneratorSpec spec, Simulation simulation, KeyedRandom random, IssuedIds issued) {
        this.simulation = simulation;
        this.timed = spec.scheme() == IdGeneratorSpec.Scheme.UUID_V7;
        this.space = space(spec);
        this.seen = space.isCountable() ? new SeenNumbers() : null;
        this.random = random;
        this.issued = issued;
    }

    /** Returns the space of random identifiers of a scheme: of one millisecond for version 7 UUIDs. */
    static RandomIdCollisions space(IdGeneratorSpec spec) {
        return switch (spec.scheme()) {
            case RANDOM_CODE -> RandomIdCollisions.codes(CHARACTERS, spec.length());
            case UUID_V7 -> RandomIdCollisions.UUID_OF_A_MILLISECOND;
            default -> RandomIdCollisions.UUID;
        };
    }

    void mint(Request request) {
        long number = space.draw(random.withIdentity(request.identity()));
        boolean fresh = seen == null || seen.add(number);
        if (timed) {
            issued.add(simulation.now() / MILLI, number, fresh);
        } else {
            issued.add(number, 0, fresh);
        }
    }
}
