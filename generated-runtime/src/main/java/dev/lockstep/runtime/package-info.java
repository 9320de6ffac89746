/**
 * What generated code runs on. {@link dev.lockstep.runtime.Assembler} makes a verified {@link
 * dev.lockstep.runtime.Program}; a {@link dev.lockstep.runtime.Machine} runs it; {@link dev.lockstep.runtime.Convention} is
 * what handlers, fused handlers and compiled regions have in common.
 */
package dev.lockstep.runtime;
