package dev.brownout.component.queue;

import dev.brownout.service.Request;
import dev.brownout.spi.MessageSource;

/** A message on its way to a consumer and there, with the receipt that goes with it. */
final class InFlightMessage implements MessageSource.Delivery {
    final Message message;
    final int receipt;
    /** Whether a consumer is still at work on it. */
    boolean held;

    InFlightMessage(Message message, int receipt) {
        this.message = message;
        this.receipt = receipt;
    }

    @Override
    public Request request() {
        return message.request;
    }

    @Override
    public boolean poison() {
        return message.poison;
    }
}
