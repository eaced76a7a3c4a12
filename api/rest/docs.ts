/** Swagger UI at /docs, over the contract that this hub serves. */
import type { Express } from 'express'
import swaggerUi from 'swagger-ui-express'

import type { Contract } from './contract.ts'

/** Adds the page to the application, before anything else answers at its address. */
export function addDocs(app: Express, { document }: Contract): void {
  const options = {
    customSiteTitle: 'Peyvand',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'none' },
  }
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(document, options))
}
