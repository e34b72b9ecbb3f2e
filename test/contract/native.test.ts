import { native } from '@askfirst/formats/native'
import { keepsContract } from './contract.ts'

keepsContract({
  name: 'native',
  make: () => native('/v1/events'),
  read: ({ body }) => {
    const found: { name: string; id: string; at: number }[] = []
    let head = { stream: '', seq: 0, at: 0 }
    for (const line of body.split('\n').slice(1)) {
      const value = JSON.parse(line)
      if (value.stream) head = { ...value }
      else found.push({ name: value.name, id: `${head.stream}/${head.seq++}`, at: head.at + value.at })
    }
    return found
  },
  page: 'page',
  answers: { 200: 'retry', 202: 'retry', 204: 'retry' },
  accepted: {
    status: 200,
    retryAfter: null,
    body: JSON.stringify({ accepted: 2, duplicate: 0, rejected: [] }),
  },
  replies: [['what is no word of the collector', { body: '<html>' }, { kind: 'retry', after: undefined }]],
})
