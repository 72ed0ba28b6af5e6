/** Tests of replicas of language models with continuous batching. */
package dev.brownout.inference;
