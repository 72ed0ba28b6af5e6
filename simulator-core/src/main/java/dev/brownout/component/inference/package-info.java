/** Replicas of language models on GPUs, with continuous batching. */
@ModelSheet(
        models = {
            "A replica is one engine on one or more GPUs. It runs one step after the other; a step takes base +"
                    + " per_sequence x sequences + prefill tokens / prefill_rate.",
            "Continuous batching with chunked prefill: a step gives one token to each sequence that decodes and the"
                    + " rest"
                    + " of its budget to prompts. Sequences are admitted first come, first served, while the batch"
                    + " and the"
                    + " KV cache have room for their next tokens.",
            "KV cache in blocks. Without a free block the sequence that was admitted last is preempted: it loses its"
                    + " blocks, returns to the head of the queue, and its tokens are computed again.",
            "Prefix cache: sequences with the same prefix share its blocks. Blocks without a sequence keep their"
                    + " content"
                    + " until others need them; the first released blocks are taken first.",
            "Prompts over the context fail, and longer outputs end there. Calls beyond the queue are rejected. A"
                    + " call that"
                    + " its caller cancels (cancel_on_timeout) leaves the queue, or the batch at the end of the"
                    + " step.",
            "Replicas start, drain, crash, scale and are interrupted like servers; a new process loads the model"
                    + " first.",
            "The response of a call is its last token. The times of its first and next tokens are those at the"
                    + " replica,"
                    + " as of a streamed response without the network."
        },
        leftOut = {
            "Steps that take longer for longer contexts: attention over the KV cache is a part of per_sequence.",
            "Time of the scheduler between two steps, tokenization, and the sampling of several outputs of a prompt.",
            "Prompts that repeat an earlier conversation: a prefix has a constant length, and preempted sequences"
                    + " find only"
                    + " their prefix in the cache.",
            "Speculative decoding, pipeline and data parallelism inside a replica, LoRA adapters, priorities,"
                    + " swapping of"
                    + " KV cache blocks to the memory of the host, and separate replicas for prefill and decode.",
            "Timeouts of callers for the first token: the timeout of a call is that of its last token.",
            "A response cache by meaning (semantic cache): use a cache in front."
        },
        checkedBy = {
            "A birth-death chain with batch-dependent rates, for short steps and geometric outputs.",
            "M/D/1 without batching, and Erlang's loss formula for the room of the KV cache.",
            "An independent simulator of the same scheduler, step by step.",
            "Not an independent check: the published latencies of vLLM for 16 and 32 sequences, and of 1 and 12 streams"
                    + " on an H100, from which the coefficients of these tests are derived."
        },
        sources = {
            "vLLM V1: vllm/v1/core/sched/scheduler.py and block_pool.py; documentation, Optimization and Tuning.",
            "Kwon et al., Efficient Memory Management for Large Language Model Serving with PagedAttention, SOSP"
                    + " 2023.",
            "Agrawal et al., Taming Throughput-Latency Tradeoff in LLM Inference with Sarathi-Serve, OSDI 2024.",
            "Agrawal et al., Vidur: A Large-Scale Simulation Framework for LLM Inference, MLSys 2024."
        })
package dev.brownout.component.inference;

import dev.brownout.spec.ModelSheet;
