package dev.brownout.component.queue;

import dev.brownout.service.Request;
import dev.brownout.spi.component.MessageSource;

/** A message delivered to a consumer, with the receipt of the delivery. */
final class InFlightMessage implements MessageSource.Delivery {
    final Message message;
    final int receipt;
    private final Request request;
    /** True while a consumer processes the message. */
    boolean isHeld;

    InFlightMessage(Message message, int receipt) {
        this.message = message;
        this.receipt = receipt;
        this.request = message.request.repeated(receipt - 1);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public boolean poison() {
        return message.poison;
    }
}
