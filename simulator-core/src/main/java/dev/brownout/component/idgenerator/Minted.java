package dev.brownout.component.idgenerator;

import dev.brownout.identifier.RandomSpace;
import dev.brownout.identifier.SeenNumbers;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Draws;
import dev.brownout.service.Request;

/** Identifiers that callers make themselves, of chance and at most the time. */
final class Minted {
    private static final int CHARACTERS = 62;
    private static final long MILLI = 1_000_000;

    private final Simulation simulation;
    private final boolean timed;
    private final RandomSpace space;
    private final SeenNumbers seen;
    private final Draws draws;
    private final Issued issued;

    Minted(IdGeneratorSpec spec, Simulation simulation, Draws draws, Issued issued) {
        this.simulation = simulation;
        this.timed = spec.scheme() == IdGeneratorSpec.Scheme.UUID_V7;
        this.space = space(spec);
        this.seen = space.countable() ? new SeenNumbers() : null;
        this.draws = draws;
        this.issued = issued;
    }

    /** What identifiers are drawn from; those of a millisecond for the timed ones. */
    static RandomSpace space(IdGeneratorSpec spec) {
        return spec.scheme() == IdGeneratorSpec.Scheme.RANDOM_CODE
                ? RandomSpace.codes(CHARACTERS, spec.length())
                : RandomSpace.UUID;
    }

    void mint(Request request) {
        long number = space.draw(draws.at(request.identity()));
        boolean fresh = seen == null || seen.add(number);
        if (timed) {
            issued.add(simulation.now() / MILLI, number, fresh);
        } else {
            issued.add(number, 0, fresh);
        }
    }
}
