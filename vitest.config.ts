import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Two cores are the machine this is planned for; TensorFlow brings threads of its own.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**'],
          // A child process that starts Node and TensorFlow takes seconds on a busy machine.
          testTimeout: 180_000,
          hookTimeout: 180_000
        }
      },
      {
        plugins: [svelte(), svelteTesting()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.ts'],
          testTimeout: 30_000
        }
      },
      {
        test: {
          name: 'nightly',
          environment: 'node',
          include: ['test-nightly/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000
        }
      }
    ]
  }
})
