import { config } from 'zod'

// Imported before any schema is made: zod would try `new Function` once, which the content policy refuses and reports.
config({ jitless: true })
