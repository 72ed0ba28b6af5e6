package dev.brownout.runtime;

import dev.brownout.result.VariantResult;

/**
 * Signals that an accounting identity of a run is violated. The cause is a defect of the simulator, never of a
 * scenario.
 */
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuditException(VariantResult.AuditLine auditLine) {
        this(auditLine.name(), auditLine.left(), auditLine.right());
    }

    AuditException(String equation, long left, long right) {
        super("the audit of the run failed: " + equation + ": " + left + " and " + right);
    }
}
