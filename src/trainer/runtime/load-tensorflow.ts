// First, since TensorFlow's binding needs what it puts back.
import './node-functions.ts'

/**
 * TensorFlow through its Node binding, loaded once in this process when this file is first imported.
 * What it reads from the environment is set before by `chooseMachine`.
 */
export * as tf from '@tensorflow/tfjs-node-gpu'
