package dev.brownout.cli;

/** Carries a refusal through code that knows of none, such as that which runs trials. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
